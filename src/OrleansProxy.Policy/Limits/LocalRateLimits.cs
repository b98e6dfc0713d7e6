using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Limits;

/// <summary>
/// The limiter of one process: a window of requests for each of at most MaxClients clients, in tables with a lock each.
/// A table that is full of clients whose requests still count lets newcomers share one window, so that a flood of addresses
/// costs newcomers their permits instead of giving anybody theirs back. Thread-safe; never waits, and allocates only for a
/// client that was not known.
/// </summary>
public sealed class LocalRateLimits : IRateLimits, ILiveSettings<RateLimitOptions>
{
    private const int DefaultTables = 16;
    private readonly TimeProvider _time;
    private readonly ClientTable[] _tables;
    private volatile LimitTerms _terms;

    /// <summary>Starts with these settings and no client.</summary>
    /// <exception cref="FormatException">An exempt entry is no address or range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public LocalRateLimits(RateLimitOptions options, TimeProvider time) : this(options, time, DefaultTables)
    {
    }

    internal LocalRateLimits(RateLimitOptions options, TimeProvider time, int tables)
    {
        _time = time;
        _terms = LimitTerms.From(options, time);
        _tables = [.. Enumerable.Range(0, tables).Select(_ => new ClientTable())];
    }

    /// <summary>Clients that have a window of their own now.</summary>
    internal int TrackedClients => _tables.Sum(table => table.Count);

    /// <summary>
    /// Puts new settings in force; on an error the old ones stay. What was counted still counts: a shorter Period frees it
    /// sooner, a longer one holds what has not yet been freed.
    /// </summary>
    /// <exception cref="FormatException">An exempt entry is no address or range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public void Apply(RateLimitOptions options) => _terms = LimitTerms.From(options, _time);

    Task ILiveSettings<RateLimitOptions>.ApplyAsync(RateLimitOptions options, CancellationToken cancellationToken)
    {
        Apply(options);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<RateLimitDecision> AcquireAsync(IPAddress client, int cost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitDecision>(cancellationToken);
        }

        LimitTerms terms = _terms;
        if (!terms.Enabled || terms.Exempt.Contains(client))
        {
            return new(RateLimitDecision.Unlimited);
        }

        var key = ClientKey.Of(client);
        int index = (int)((uint)key.GetHashCode() % (uint)_tables.Length);
        return new(_tables[index].Acquire(key, cost, terms.Limit, Capacity(terms, index), _time));
    }

    /// <summary>Shares MaxClients out among the tables, to the last one.</summary>
    private int Capacity(LimitTerms terms, int index)
    {
        (int share, int rest) = Math.DivRem(terms.MaxClients, _tables.Length);
        return index < rest ? share + 1 : share;
    }
}
