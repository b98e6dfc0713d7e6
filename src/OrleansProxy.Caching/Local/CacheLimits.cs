namespace OrleansProxy.Caching.Local;

/// <summary>The settings in force, as one snapshot that is swapped.</summary>
/// <param name="Enabled">Whether anything is stored and served.</param>
/// <param name="MaxEntries">Responses kept at once.</param>
/// <param name="MemoryBytes">Memory for them.</param>
/// <param name="MaxBodyBytes">The largest body that is stored.</param>
internal sealed record CacheLimits(bool Enabled, int MaxEntries, long MemoryBytes, long MaxBodyBytes)
{
    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive.</exception>
    public static CacheLimits Of(CacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxEntries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MemoryBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxBodyBytes);
        return new(options.Enabled, options.MaxEntries, options.MemoryBytes, options.MaxBodyBytes);
    }
}
