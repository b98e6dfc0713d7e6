using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// The idle connections of one home (<see cref="Transports.ITransports.Homes"/>). What it may keep of the bounds that hold for all
/// shards together is allowed to it beforehand, so that it asks no other as long as it keeps no more than that. Everything but
/// <see cref="Lock"/> is used under that lock only.
/// </summary>
internal sealed class IdleShard
{
    private readonly Dictionary<OriginKey, IdleSiblings> _origins = [];
    private readonly LinkedList<IdleOrigin> _byAge = new();
    private readonly Stack<IdleOrigin> _free = new();

    public Lock Lock { get; } = new();

    /// <summary>How many it may keep in all without looking at the others.</summary>
    public int Allowance { get; private set; }

    /// <summary>Whether it takes no more.</summary>
    public bool IsClosed { get; set; }

    public int Count => _byAge.Count;

    /// <summary>The one that idles longest, or null.</summary>
    public IdleOrigin? Eldest => _byAge.First?.Value;

    /// <summary>Those of an origin; null when there were none since the last <see cref="Trim"/>.</summary>
    public IdleSiblings? Of(OriginKey key) => _origins.GetValueOrDefault(key);

    /// <summary>Allows it so many more than there are.</summary>
    public void Allow(int more) => Allowance = Count + more;

    /// <summary>Keeps a connection; false when that is more than it is allowed.</summary>
    public bool Add(OriginKey key, Connection connection, long since)
    {
        if (!_origins.TryGetValue(key, out IdleSiblings? siblings))
        {
            _origins.Add(key, siblings = new IdleSiblings());
        }

        IdleOrigin idle = _free.TryPop(out IdleOrigin? free) ? free : new IdleOrigin();
        idle.Connection = connection;
        idle.Since = since;
        siblings.ByAge.AddLast(idle.AtOrigin);
        AddByAge(idle);
        return siblings.ByAge.Count <= siblings.Allowance && Count <= Allowance;
    }

    /// <summary>Takes the connection of an origin that was used last, or null.</summary>
    /// <param name="key">The origin.</param>
    /// <param name="since">Since when it idled.</param>
    public Connection? TakeNewest(OriginKey key, out long since)
    {
        if (Of(key)?.ByAge.Last is not { } newest)
        {
            since = 0;
            return null;
        }

        since = newest.Value.Since;
        return Remove(newest.Value);
    }

    public Connection Remove(IdleOrigin idle)
    {
        Connection connection = idle.Connection!;
        idle.Connection = null;
        idle.AtOrigin.List!.Remove(idle.AtOrigin);
        _byAge.Remove(idle.ByAge);
        _free.Push(idle);
        return connection;
    }

    /// <summary>Forgets the origins that nothing is kept of.</summary>
    public void Trim()
    {
        foreach ((OriginKey key, IdleSiblings siblings) in _origins)
        {
            if (siblings.ByAge.Count == 0)
            {
                _origins.Remove(key);
            }
        }
    }

    /// <summary>At the end, but for one that was taken and put back: that ages on.</summary>
    private void AddByAge(IdleOrigin idle)
    {
        LinkedListNode<IdleOrigin>? before = _byAge.Last;
        while (before is not null && before.Value.Since > idle.Since)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _byAge.AddFirst(idle.ByAge);
        }
        else
        {
            _byAge.AddAfter(before, idle.ByAge);
        }
    }
}
