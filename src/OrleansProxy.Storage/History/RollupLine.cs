namespace OrleansProxy.Storage.History;

/// <summary>One line of an answer from the rollups; a question fills the columns that it has.</summary>
internal sealed class RollupLine
{
    public long Bar { get; init; }

    public string Host { get; init; } = "";

    public string Client { get; init; } = "";

    public long Requests { get; init; }

    public long Tunnels { get; init; }

    public long CacheHits { get; init; }

    public long CacheAsked { get; init; }

    public long Blocked { get; init; }

    public long RateLimited { get; init; }

    public long Failed { get; init; }

    public long BytesSent { get; init; }

    public long BytesReceived { get; init; }
}
