using System.Collections.Immutable;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Counters;

/// <summary>Counts since the program started, and what is open now. Thread-safe; every member is lock-free.</summary>
public sealed class ProxyCounters
{
    private long _requests, _tunnels, _cacheHits, _cacheMisses, _blocked, _rateLimited, _errors, _bytesSent, _bytesReceived;
    private int _openConnections, _openTunnels;
    private ImmutableArray<Func<long>> _losses = [];
    private ImmutableArray<(string What, Func<string?> Why)> _faults = [];

    /// <summary>Creates counters at zero; uptime counts from now.</summary>
    public ProxyCounters(TimeProvider time) => StartedAt = time.GetUtcNow();

    /// <summary>When counting began, UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>A client connection was accepted.</summary>
    public void ConnectionOpened() => Interlocked.Increment(ref _openConnections);

    /// <summary>A client connection has ended.</summary>
    public void ConnectionClosed() => Interlocked.Decrement(ref _openConnections);

    /// <summary>A tunnel stands.</summary>
    public void TunnelOpened() => Interlocked.Increment(ref _openTunnels);

    /// <summary>A tunnel has ended.</summary>
    public void TunnelClosed() => Interlocked.Decrement(ref _openTunnels);

    /// <summary>Counts a finished request or tunnel. Our own pages are not counted: looking does not change what is seen.</summary>
    public void Count(TrafficRecord record)
    {
        if (record.Result is TrafficResult.Served)
        {
            return;
        }

        Interlocked.Add(ref _bytesSent, record.BytesSent);
        Interlocked.Add(ref _bytesReceived, record.BytesReceived);
        if (record is { TunnelId: not 0, IsOpen: false })
        {
            // Counted when it opened; its end brings the bytes.
            return;
        }

        Interlocked.Increment(ref _requests);
        CountCache(record);
        CountResult(record.Result);
    }

    /// <summary>Has what this source has lost shown among the counts: records or log lines that could not be kept.</summary>
    public void CountLosses(Func<long> lost) => ImmutableInterlocked.Update(ref _losses, losses => losses.Add(lost));

    /// <summary>Has a fault shown among the counts for as long as there is a reason for it.</summary>
    /// <param name="what">A sentence for everybody.</param>
    /// <param name="why">The reason, which may name files, for those who run the proxy; null while all is well.</param>
    public void ShowFault(string what, Func<string?> why) => ImmutableInterlocked.Update(ref _faults, faults => faults.Add((what, why)));

    /// <summary>All counts, each read once; together they may be a few requests apart.</summary>
    public CountersSnapshot Read() => new(
        StartedAt,
        Volatile.Read(ref _requests),
        Volatile.Read(ref _openConnections),
        Volatile.Read(ref _openTunnels),
        Volatile.Read(ref _tunnels),
        Volatile.Read(ref _cacheHits),
        Volatile.Read(ref _cacheMisses),
        Volatile.Read(ref _blocked),
        Volatile.Read(ref _rateLimited),
        Volatile.Read(ref _errors),
        Volatile.Read(ref _bytesSent),
        Volatile.Read(ref _bytesReceived),
        _losses.Sum(lost => lost()))
    {
        Faults = [.. _faults.Select(fault => (fault.What, Why: fault.Why())).Where(fault => fault.Why is not null).Select(Fault)],
    };

    private static CountedFault Fault((string What, string? Why) fault) => new(fault.What, fault.Why!);

    private void CountCache(TrafficRecord record)
    {
        if (record.Result is TrafficResult.Hit or TrafficResult.Validated)
        {
            Interlocked.Increment(ref _cacheHits);
        }
        else if (record.CacheAsked)
        {
            Interlocked.Increment(ref _cacheMisses);
        }
    }

    private void CountResult(TrafficResult result)
    {
        switch (result)
        {
            case TrafficResult.Tunnelled: Interlocked.Increment(ref _tunnels); break;
            case TrafficResult.Blocked: Interlocked.Increment(ref _blocked); break;
            case TrafficResult.RateLimited: Interlocked.Increment(ref _rateLimited); break;
            case TrafficResult.BadRequest or TrafficResult.OriginFailed or TrafficResult.Failed: Interlocked.Increment(ref _errors); break;
        }
    }
}
