using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>What sums grow by: by one record, or by several whose times to first byte fall into the same bucket.</summary>
internal struct Growth
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
    public int Answers;

    /// <summary>The bucket of a <see cref="TtfbHistogram"/> that those times fall into; 0 where there are none.</summary>
    public int Bucket;

    /// <summary>Counts a record as a request, with its time to first byte, without what it carried.</summary>
    public void AddRequest(TrafficRecord record)
    {
        Requests++;
        CacheAsked += record.CacheAsked ? 1 : 0;
        AddFirstByte(record);
    }

    /// <summary>Counts a record's time to first byte; false when it has none that counts.</summary>
    public bool AddFirstByte(TrafficRecord record)
    {
        if (record is not { TimeToFirstByte: { } time, Result: <= TrafficResult.Tunnelled })
        {
            return false;
        }

        Bucket = TtfbHistogram.BucketOf(time);
        Answers++;
        return true;
    }

    /// <summary>Adds the bytes and the duration of a record.</summary>
    public void AddVolume(TrafficRecord record)
    {
        BytesSent += record.BytesSent;
        BytesReceived += record.BytesReceived;
        Duration += UnixTime.Microseconds(record.Duration);
    }

    /// <summary>Adds what has the same bucket.</summary>
    public void Add(in Growth other)
    {
        Requests += other.Requests;
        CacheAsked += other.CacheAsked;
        BytesSent += other.BytesSent;
        BytesReceived += other.BytesReceived;
        Duration += other.Duration;
        Answers += other.Answers;
        Bucket = other.Bucket;
    }
}
