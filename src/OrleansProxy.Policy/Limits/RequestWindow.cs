namespace OrleansProxy.Policy.Limits;

/// <summary>
/// The requests of one client that still count, in at most 65 lumps. A lump takes what comes within Period/64 of its first
/// request, and counts until a Period after its last one. So a request counts for a Period at least (never more than Count in
/// any Period) and for Period/64 longer at most (that much early may a denial be). Refused requests leave no trace.
/// Not thread-safe: the owner, a lock's holder or a grain, calls it with timestamps of one monotonic clock.
/// </summary>
public sealed class RequestWindow
{
    /// <summary>
    /// Lumps open more than a slot apart and the oldest one opened less than Period + Period/64 ago, which leaves room for
    /// one more than there are slots.
    /// </summary>
    internal const int MaxLumps = WindowLimit.Slots + 1;

    private const int FirstCapacity = 2;

    /// <summary>A ring; grows by doubling, so that a quiet client costs a few dozen bytes.</summary>
    private RequestLump[] _lumps = [];
    private int _oldest;
    private int _length;
    private int _counted;
    private long _newestOpenedAt;

    internal int Length => _length;

    /// <summary>Asks for permits, and counts them when they are given.</summary>
    /// <param name="cost">At least 1. More than the limit's Count is always refused, with the whole Period to wait.</param>
    /// <param name="limit">The limit in force; may differ from call to call.</param>
    /// <param name="now">The timestamp of this request.</param>
    public RateLimitDecision Acquire(int cost, in WindowLimit limit, long now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        Expire(limit, now);
        if (cost > limit.Count)
        {
            return new(false, _counted, limit.Count, limit.Period, limit.Period);
        }

        if (cost > limit.Count - _counted)
        {
            return new(false, _counted, limit.Count, limit.Period, RetryAfter(cost, limit, now));
        }

        Add(cost, limit, now);
        return new(true, _counted, limit.Count, limit.Period, TimeSpan.Zero);
    }

    /// <summary>How much a request made now could cost and still pass, 0 when nothing would.</summary>
    public int Available(in WindowLimit limit, long now)
    {
        Expire(limit, now);
        return Math.Max(0, limit.Count - _counted);
    }

    /// <summary>Whether nothing counts any more, so that the window may be forgotten.</summary>
    public bool IsIdle(in WindowLimit limit, long now) => _length == 0 || HasExpired(Newest, limit, now);

    /// <summary>A window of its own that counts the same requests.</summary>
    public RequestWindow Copy() => new()
    {
        _lumps = [.. _lumps],
        _oldest = _oldest,
        _length = _length,
        _counted = _counted,
        _newestOpenedAt = _newestOpenedAt,
    };

    private ref RequestLump Newest => ref At(_length - 1);

    private static bool HasExpired(RequestLump lump, in WindowLimit limit, long now) =>
        now - lump.LatestAt >= limit.PeriodTicks;

    private ref RequestLump At(int index) => ref _lumps[(_oldest + index) % _lumps.Length];

    private void Expire(in WindowLimit limit, long now)
    {
        while (_length > 0 && HasExpired(At(0), limit, now))
        {
            _counted -= At(0).Cost;
            DropOldest();
        }
    }

    private void Add(int cost, in WindowLimit limit, long now)
    {
        _counted += cost;
        if (_length > 0 && now - _newestOpenedAt <= limit.SlotTicks)
        {
            Newest = new(now, Newest.Cost + cost);
            return;
        }

        MakeRoom();
        _length++;
        _newestOpenedAt = now;
        Newest = new(now, cost);
    }

    private void MakeRoom()
    {
        if (_length < _lumps.Length)
        {
            return;
        }

        if (_length == MaxLumps)
        {
            JoinTwoOldest();
            return;
        }

        var larger = new RequestLump[Math.Clamp(_length * 2, FirstCapacity, MaxLumps)];
        for (int index = 0; index < _length; index++)
        {
            larger[index] = At(index);
        }

        _lumps = larger;
        _oldest = 0;
    }

    /// <summary>
    /// Only a Period that was lengthened brings more lumps than there is room for; the oldest then counts as long as its
    /// successor, which errs towards denying.
    /// </summary>
    private void JoinTwoOldest()
    {
        At(1) = new(At(1).LatestAt, At(0).Cost + At(1).Cost);
        DropOldest();
    }

    private void DropOldest()
    {
        _oldest = (_oldest + 1) % _lumps.Length;
        _length--;
    }

    private TimeSpan RetryAfter(int cost, in WindowLimit limit, long now)
    {
        int remaining = _counted;
        int index = -1;
        while (cost > limit.Count - remaining)
        {
            index++;
            remaining -= At(index).Cost;
        }

        return limit.ToWait(At(index).LatestAt + limit.PeriodTicks - now);
    }
}
