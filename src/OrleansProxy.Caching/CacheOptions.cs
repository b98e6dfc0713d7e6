namespace OrleansProxy.Caching;

/// <summary>Settings of the section "Cache".</summary>
public sealed class CacheOptions
{
    /// <summary>Whether responses are stored and served at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Responses kept at once, 1 to 10,000,000. Default 10,000.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Memory for stored responses, heads and bodies, in bytes: 1 MB to 1 TB. Default 256 MB.</summary>
    public long MemoryBytes { get; set; } = 256_000_000;

    /// <summary>The largest body that is stored, in bytes, 1 KB to 1 GB. Default 16 MB.</summary>
    public long MaxBodyBytes { get; set; } = 16_000_000;
}
