using System.Net;
using Microsoft.Extensions.Logging;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Limits;

namespace OrleansProxy.Grains.Limits;

/// <summary>
/// The limiter of a cluster: each client has one window in its <see cref="IRateLimitGrain"/>, and each request asks it, so that
/// never more than Count pass in any Period, over all nodes together. Every node must have the same settings. Thread-safe.
/// </summary>
/// <remarks>
/// When a client's grain does not answer in time, the node decides for that client, for
/// <see cref="GrainCallTiming.RetryPause"/> at a time, by a window of its own, in which it has counted what the grain let pass
/// here before: then Count holds for each node, and a Period in which an outage ends may see up to Count more from a node than
/// the grain knows of. Other clients' grains go on deciding, unless many are silent at once (see
/// <see cref="BoundedCalls{TKey}"/>). Nobody waits longer than <see cref="GrainCallTiming.AnswerTimeout"/>, and nobody is
/// refused because a silo is away.
/// </remarks>
public sealed class GrainRateLimits : IRateLimits, ILiveSettings<RateLimitOptions>
{
    private readonly Func<ClientKey, IRateLimitGrain> _grainOf;
    private readonly BoundedCalls<ClientKey> _calls;
    private readonly LocalRateLimits _ownWindows;
    private volatile ClusterLimit _limit;

    /// <summary>Starts with these settings.</summary>
    /// <exception cref="FormatException">An exempt entry is no address or range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GrainRateLimits(
        IGrainFactory grains,
        RateLimitOptions options,
        GrainCallTiming timing,
        TimeProvider time,
        ILogger<GrainRateLimits> logger)
        : this(client => grains.GetGrain<IRateLimitGrain>(client.ToString()), options, timing, time, logger)
    {
    }

    internal GrainRateLimits(
        Func<ClientKey, IRateLimitGrain> grainOf,
        RateLimitOptions options,
        GrainCallTiming timing,
        TimeProvider time,
        ILogger logger)
    {
        _grainOf = grainOf;
        _calls = new BoundedCalls<ClientKey>(timing, time, logger);
        _ownWindows = new LocalRateLimits(options, time);
        _limit = ClusterLimit.From(options);
    }

    /// <summary>Puts new settings in force on this node; on an error the old ones stay.</summary>
    /// <exception cref="FormatException">An exempt entry is no address or range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Task ApplyAsync(RateLimitOptions options, CancellationToken cancellationToken)
    {
        _ownWindows.Apply(options);
        _limit = ClusterLimit.From(options);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<RateLimitDecision> AcquireAsync(IPAddress client, int cost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        ClusterLimit limit = _limit;
        if (!limit.Limits(client))
        {
            return RateLimitDecision.Unlimited;
        }

        var key = ClientKey.Of(client);
        GrainAnswer<(bool Allowed, int Counted, TimeSpan RetryAfter)> answer = await _calls.AskAsync(
            key, () => _grainOf(key).AcquireAsync(cost, limit.Count, limit.Period), cancellationToken);
        if (!answer.Given)
        {
            return await _ownWindows.AcquireAsync(client, cost, cancellationToken);
        }

        if (answer.Value.Allowed)
        {
            // Only counted, for the day that the grain is away; the grain has decided.
            await _ownWindows.AcquireAsync(client, cost, CancellationToken.None);
        }

        return new RateLimitDecision(answer.Value.Allowed, answer.Value.Counted, limit.Count, limit.Period, answer.Value.RetryAfter);
    }
}
