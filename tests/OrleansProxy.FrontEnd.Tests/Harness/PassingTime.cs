using System.Diagnostics;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Harness;

internal static class PassingTime
{
    /// <summary>Lets the clock run, second after second, until the task has ended, and tells how long that took on that clock.</summary>
    public static async Task<TimeSpan> RunUntilAsync(this ManualTime time, Task ended)
    {
        long start = time.GetTimestamp();
        var patience = Stopwatch.StartNew();
        while (!ended.IsCompleted)
        {
            Assert.True(patience.Elapsed < Wire.Patience, "Time alone did not bring it about.");
            time.Advance(TimeSpan.FromSeconds(1));

            // Whoever was woken needs a turn.
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken));
        }

        return time.GetElapsedTime(start);
    }
}
