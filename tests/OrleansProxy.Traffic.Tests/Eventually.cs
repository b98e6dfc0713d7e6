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
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1, giveUp.Token);
        }
    }
}
