using System.Diagnostics;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>Waits for another process to get somewhere: as long as it takes, within a bound that fails the test.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until the answer is the expected one.</summary>
    public static async Task EqualAsync<T>(T expected, Func<Task<T>> ask, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        T answer = await ask();
        while (!Equals(expected, answer) && clock.Elapsed < within)
        {
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
            answer = await ask();
        }

        Assert.Equal(expected, answer);
    }

    /// <summary>Asks again and again until the answer is yes.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, TimeSpan within) => EqualAsync(true, ask, within);
}
