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

    /// <summary>What one record brings.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isCounted">Whether the request has been added before, when its tunnel opened, so that only its bytes are new.</param>
    public static RollupSums Of(TrafficRecord record, bool isCounted) => new()
    {
        Requests = isCounted ? 0 : 1,
        CacheAsked = record.CacheAsked ? 1 : 0,
        BytesSent = record.BytesSent,
        BytesReceived = record.BytesReceived,
    };

    /// <summary>Adds what a record brings.</summary>
    public void Add(in RollupSums grown)
    {
        Requests += grown.Requests;
        CacheAsked += grown.CacheAsked;
        BytesSent += grown.BytesSent;
        BytesReceived += grown.BytesReceived;
    }
}
