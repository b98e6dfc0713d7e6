namespace OrleansProxy.Storage.Recording;

/// <summary>What one line of <c>rollup_host_recent</c> has.</summary>
internal struct HostSums
{
    /// <summary>Requests and tunnels.</summary>
    public long Requests;

    /// <summary>Those for which the cache was asked.</summary>
    public long CacheAsked;

    /// <summary>Bytes to clients.</summary>
    public long BytesSent;

    /// <summary>Bytes from clients.</summary>
    public long BytesReceived;

    /// <summary>Microseconds.</summary>
    public long Duration;

    /// <summary>Times to first byte in the line's bucket.</summary>
    public long Answers;

    /// <summary>Adds what a row has grown by, of whose times to first byte there is at most one.</summary>
    public void Add(in RollupSums grown, long answers)
    {
        Requests += grown.Requests;
        CacheAsked += grown.CacheAsked;
        BytesSent += grown.BytesSent;
        BytesReceived += grown.BytesReceived;
        Duration += grown.Duration;
        Answers += answers;
    }

    /// <summary>Adds other sums.</summary>
    public void Add(in HostSums other)
    {
        Requests += other.Requests;
        CacheAsked += other.CacheAsked;
        BytesSent += other.BytesSent;
        BytesReceived += other.BytesReceived;
        Duration += other.Duration;
        Answers += other.Answers;
    }
}
