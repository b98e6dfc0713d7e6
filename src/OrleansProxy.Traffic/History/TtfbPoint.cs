namespace OrleansProxy.Traffic.History;

/// <summary>The times to first byte of one bar of a chart over time.</summary>
/// <param name="Start">The first instant of the bar, UTC.</param>
/// <param name="Times">The times of the answers that began in it, by the start of their requests.</param>
public sealed record TtfbPoint(DateTimeOffset Start, TtfbHistogram Times);
