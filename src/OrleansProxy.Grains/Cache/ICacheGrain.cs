namespace OrleansProxy.Grains.Cache;

/// <summary>
/// What the cluster agrees on about one URL: which node may fetch and store it now. Heads and bodies are each node's own. Its key
/// is the text that CacheGrainKey makes.
/// </summary>
public interface ICacheGrain : IGrainWithStringKey
{
    /// <summary>Takes the right to fetch and store.</summary>
    /// <param name="node">Who asks.</param>
    /// <returns>
    /// What to give it back with; <see cref="Guid.Empty"/> while another node has it. To the node that has it, it is given anew.
    /// </returns>
    ValueTask<Guid> TryLeaseAsync(string node);

    /// <summary>Gives the right back, with a response to store or without.</summary>
    /// <returns>
    /// False when it was lost meanwhile, because the URL was invalidated or another had waited long enough: then nothing that was
    /// fetched under it may be stored.
    /// </returns>
    ValueTask<bool> ReleaseAsync(Guid lease);

    /// <summary>Takes the right away from whoever has it, so that what it fetches is not stored.</summary>
    /// <returns>Whether anybody had it.</returns>
    ValueTask<bool> InvalidateAsync();
}
