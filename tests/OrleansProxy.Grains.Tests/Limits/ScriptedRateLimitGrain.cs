using OrleansProxy.Grains.Limits;

namespace OrleansProxy.Grains.Tests.Limits;

/// <summary>Answers as told, and remembers what it was asked last.</summary>
internal sealed class ScriptedRateLimitGrain : IRateLimitGrain
{
    public Func<ValueTask<(bool Allowed, int Counted, TimeSpan RetryAfter)>> Answer { get; set; } =
        () => new((true, 1, TimeSpan.Zero));

    public int Asked { get; private set; }

    public (int Cost, int Count, TimeSpan Period) Last { get; private set; }

    public ValueTask<(bool Allowed, int Counted, TimeSpan RetryAfter)> AcquireAsync(int cost, int count, TimeSpan period)
    {
        Asked++;
        Last = (cost, count, period);
        return Answer();
    }
}
