using OrleansProxy.Caching;
using OrleansProxy.Caching.Local;

namespace OrleansProxy.Portal.Live;

/// <summary>This node's cache, if there is one to look into (not in the demo). Thread-safe.</summary>
/// <param name="Cache">The cache, or null.</param>
internal sealed record KeptResponses(LocalResponseCache? Cache)
{
    /// <summary>What it holds now; null without a cache.</summary>
    public CacheFigures? Figures => Cache?.Figures;
}
