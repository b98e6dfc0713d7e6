namespace OrleansProxy.Caching;

/// <summary>What a cache holds and has done since it was made; each figure is exact, though they are read one after another.</summary>
/// <param name="Entries">Responses that can be found now.</param>
/// <param name="MaxEntries">How many there may be.</param>
/// <param name="Bytes">Memory in use: stored heads and bodies, those on their way in, and those evicted while still being read.</param>
/// <param name="MaxBytes">How much there may be.</param>
/// <param name="Hits">Look-ups that found a response to serve as it is.</param>
/// <param name="Stale">Look-ups that found a response to validate first.</param>
/// <param name="Misses">Look-ups that found nothing to serve.</param>
/// <param name="Bypassed">Look-ups for requests that the cache has no part in.</param>
/// <param name="Stored">Responses stored.</param>
/// <param name="Freshened">Responses that a 304 confirmed.</param>
/// <param name="Evicted">Responses dropped to make room.</param>
public sealed record CacheFigures(
    int Entries,
    int MaxEntries,
    long Bytes,
    long MaxBytes,
    long Hits,
    long Stale,
    long Misses,
    long Bypassed,
    long Stored,
    long Freshened,
    long Evicted);
