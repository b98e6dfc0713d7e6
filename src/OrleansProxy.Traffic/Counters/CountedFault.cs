namespace OrleansProxy.Traffic.Counters;

/// <summary>Something that does not work now, while requests are served nevertheless.</summary>
/// <param name="What">A sentence for everybody.</param>
/// <param name="Why">The reason, for those who run the proxy: it may name files.</param>
public sealed record CountedFault(string What, string Why);
