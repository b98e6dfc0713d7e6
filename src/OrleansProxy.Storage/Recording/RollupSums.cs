namespace OrleansProxy.Storage.Recording;

/// <summary>What one line of a rollup grows by, whatever buckets its times to first byte fall into.</summary>
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

    /// <summary>Adds what it grows by.</summary>
    public void Add(in Growth grown)
    {
        Requests += grown.Requests;
        CacheAsked += grown.CacheAsked;
        BytesSent += grown.BytesSent;
        BytesReceived += grown.BytesReceived;
        Duration += grown.Duration;
        FirstBytes[grown.Bucket] += grown.Answers;
    }

    /// <summary>Adds other sums.</summary>
    public void Add(in RollupSums other)
    {
        Requests += other.Requests;
        CacheAsked += other.CacheAsked;
        BytesSent += other.BytesSent;
        BytesReceived += other.BytesReceived;
        Duration += other.Duration;
        Span<int> counts = FirstBytes;
        ReadOnlySpan<int> added = other.FirstBytes;
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += added[i];
        }
    }
}
