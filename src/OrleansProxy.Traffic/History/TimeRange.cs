namespace OrleansProxy.Traffic.History;

/// <summary>A range of time, UTC: <paramref name="From"/> included, <paramref name="To"/> not.</summary>
public readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To);
