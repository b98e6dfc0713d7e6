namespace OrleansProxy.Traffic.History;

/// <summary>How long one destination host took to answer in a range.</summary>
/// <param name="Host">The host.</param>
/// <param name="Times">The times to first byte of all its answers.</param>
public sealed record DomainLatency(string Host, TtfbHistogram Times);
