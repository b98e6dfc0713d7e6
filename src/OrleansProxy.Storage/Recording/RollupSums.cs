using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>What one line of a rollup grows by.</summary>
internal struct RollupSums
{
    /// <summary>Requests and tunnels.</summary>
    public long Requests;

    /// <summary>Those for which the cache was asked.</summary>
    public long CacheAsked;

    /// <summary>Bytes to clients.</summary>
    public long BytesSent;

    /// <summary>Bytes from clients.</summary>
    public long BytesReceived;

    /// <summary>Microseconds that requests and tunnels lasted.</summary>
    public long Duration;

    /// <summary>Times to first byte of what was forwarded or tunnelled.</summary>
    public TtfbCounts FirstBytes;

    /// <summary>Counts a record as a request, with its time to first byte, without what it carried.</summary>
    public void AddRequest(TrafficRecord record)
    {
        Requests++;
        CacheAsked += record.CacheAsked ? 1 : 0;
        AddFirstByte(record);
    }

    /// <summary>The bucket of the first time to first byte that was counted; null where none was.</summary>
    public readonly int? FirstBucket
    {
        get
        {
            int at = ((ReadOnlySpan<int>)FirstBytes).IndexOfAnyExcept(0);
            return at < 0 ? null : at;
        }
    }

    /// <summary>Counts a record's time to first byte; false when it has none that counts.</summary>
    public bool AddFirstByte(TrafficRecord record)
    {
        if (record is not { TimeToFirstByte: { } time, Result: <= TrafficResult.Tunnelled })
        {
            return false;
        }

        FirstBytes[TtfbHistogram.BucketOf(time)]++;
        return true;
    }

    /// <summary>Adds the bytes and the duration of a record.</summary>
    public void AddVolume(TrafficRecord record)
    {
        BytesSent += record.BytesSent;
        BytesReceived += record.BytesReceived;
        Duration += UnixTime.Microseconds(record.Duration);
    }

    /// <summary>Adds other sums.</summary>
    public void Add(in RollupSums other)
    {
        Requests += other.Requests;
        CacheAsked += other.CacheAsked;
        BytesSent += other.BytesSent;
        BytesReceived += other.BytesReceived;
        Duration += other.Duration;
        for (int i = 0; i < TtfbHistogram.BucketCount; i++)
        {
            FirstBytes[i] += other.FirstBytes[i];
        }
    }
}
