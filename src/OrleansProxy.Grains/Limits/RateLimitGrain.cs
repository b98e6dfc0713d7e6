using Orleans.Placement;
using OrleansProxy.Policy.Limits;

namespace OrleansProxy.Grains.Limits;

/// <summary>
/// Keeps one client's <see cref="RequestWindow"/> in memory, near the node that the client came to first, until nothing counts
/// in it any more. A silo that dies takes its windows along: their clients start anew.
/// There are as many as clients asked within a period, so what bounds them is who may be a client at all.
/// </summary>
/// <param name="time">The clock of the window; only this grain's own timestamps are ever compared.</param>
[PreferLocalPlacement]
public sealed class RateLimitGrain(TimeProvider time) : Grain, IRateLimitGrain
{
    private readonly RequestWindow _window = new();

    /// <inheritdoc />
    public ValueTask<(bool Allowed, int Counted, TimeSpan RetryAfter)> AcquireAsync(int cost, int count, TimeSpan period)
    {
        var limit = new WindowLimit(count, period, time);
        RateLimitDecision decision = _window.Acquire(cost, limit, time.GetTimestamp());

        // An idle grain is forgotten sooner than the longest period ends; a request counts for a slot more than a period at most.
        DelayDeactivation(period + (period / WindowLimit.Slots));
        return new((decision.Allowed, decision.Count, decision.RetryAfter));
    }
}
