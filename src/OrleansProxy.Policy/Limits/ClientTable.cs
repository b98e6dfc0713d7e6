using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Limits;

/// <summary>
/// A bounded share of the clients with their windows. A client is forgotten only when none of its requests counts any more,
/// so nobody can reset a limit by flooding the table. When it is full of clients that count, newcomers share one window; who
/// gets a place of its own while that window counts something starts with a copy of it. Both err towards denying: nothing
/// counted is ever forgotten. Thread-safe: one lock, held for a few steps whatever the table's size.
/// </summary>
internal sealed class ClientTable
{
    /// <summary>More than one, so that the idle leave faster than newcomers arrive.</summary>
    private const int ForgottenPerRequest = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<ClientKey, LinkedListNode<TrackedClient>> _clients = [];

    /// <summary>In the order of their last counted request: when the first one still counts, all do.</summary>
    private readonly LinkedList<TrackedClient> _byLastCounted = new();
    private readonly RequestWindow _overflow = new();

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Asks for permits for one client.</summary>
    /// <param name="key">The client.</param>
    /// <param name="cost">At least 1.</param>
    /// <param name="limit">The limit in force.</param>
    /// <param name="capacity">Clients that may have a window of their own.</param>
    /// <param name="time">The clock of <paramref name="limit"/>; read under the lock, so that timestamps never step back.</param>
    public RateLimitDecision Acquire(ClientKey key, int cost, in WindowLimit limit, int capacity, TimeProvider time)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            RateLimitDecision decision = _clients.TryGetValue(key, out LinkedListNode<TrackedClient>? node)
                ? AcquireKnown(node, cost, limit, now)
                : AcquireNew(key, cost, limit, capacity, now);
            ForgetIdle(limit, now);
            return decision;
        }
    }

    private RateLimitDecision AcquireKnown(LinkedListNode<TrackedClient> node, int cost, in WindowLimit limit, long now)
    {
        RateLimitDecision decision = node.Value.Window.Acquire(cost, limit, now);
        if (decision.Allowed)
        {
            _byLastCounted.Remove(node);
            _byLastCounted.AddLast(node);
        }

        return decision;
    }

    private RateLimitDecision AcquireNew(ClientKey key, int cost, in WindowLimit limit, int capacity, long now)
    {
        if (_clients.Count >= capacity)
        {
            ForgetIdle(limit, now);
        }

        if (_clients.Count >= capacity)
        {
            return _overflow.Acquire(cost, limit, now);
        }

        RequestWindow window = _overflow.IsIdle(limit, now) ? new RequestWindow() : _overflow.Copy();
        RateLimitDecision decision = window.Acquire(cost, limit, now);
        if (decision.Allowed)
        {
            _clients.Add(key, _byLastCounted.AddLast(new TrackedClient(key, window)));
        }

        return decision;
    }

    private void ForgetIdle(in WindowLimit limit, long now)
    {
        for (int forgotten = 0; forgotten < ForgottenPerRequest; forgotten++)
        {
            if (_byLastCounted.First is not { } longestQuiet || !longestQuiet.Value.Window.IsIdle(limit, now))
            {
                return;
            }

            _byLastCounted.Remove(longestQuiet);
            _clients.Remove(longestQuiet.Value.Key);
        }
    }
}
