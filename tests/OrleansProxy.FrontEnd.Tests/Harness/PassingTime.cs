using System.Diagnostics;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Harness;

internal static class PassingTime
{
    /// <summary>
    /// Lets the clock run, step after step of a second where nothing else is said, until the task has ended, and tells how long that took on that clock.
    /// A test that bounds it from above wants small steps: others may have the processor for some of them.
    /// </summary>
    public static async Task<TimeSpan> RunUntilAsync(this ManualTime time, Task ended, TimeSpan? step = null)
    {
        long start = time.GetTimestamp();
        var patience = Stopwatch.StartNew();
        while (!ended.IsCompleted)
        {
            Assert.True(patience.Elapsed < Wire.Patience, "Time alone did not bring it about.");
            time.Advance(step ?? TimeSpan.FromSeconds(1));

            // Whoever was woken needs a turn.
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken));
        }

        return time.GetElapsedTime(start);
    }
}
