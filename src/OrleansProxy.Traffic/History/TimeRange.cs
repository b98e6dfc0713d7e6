namespace OrleansProxy.Traffic.History;

/// <summary>A range of time, UTC: <paramref name="From"/> included, <paramref name="To"/> not.</summary>
public readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>From 1970 to the end of time: everything that can be stored.</summary>
    public static TimeRange All { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
}
