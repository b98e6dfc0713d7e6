using OrleansProxy.Testing;

namespace OrleansProxy.Traffic.Tests;

/// <summary>Moves a fake clock until something has come about on another thread.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(ManualTime time, Func<bool> condition)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            // What waits for the clock goes on within Advance, and may block there, as a test may want it to: never the test itself.
            Task advance = Task.Run(() => time.Advance(TimeSpan.FromMilliseconds(250)), giveUp.Token);
            await Task.WhenAny(advance, Task.Delay(100, giveUp.Token));

            // The other thread gets a moment of real time for each step, or the clock would run for hours before it has had the processor.
            await Task.Delay(1, giveUp.Token);
        }
    }
}
