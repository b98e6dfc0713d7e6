using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Freshness;

/// <summary>
/// How old a stored response was at one moment, and how old it may become. From there on its age is told by the monotonic clock and
/// by the wall clock, whichever went further: a clock that is set back makes nothing young again, and neither does a machine that slept.
/// </summary>
/// <param name="InitialAge">Its age at that moment.</param>
/// <param name="Lifetime">Its freshness lifetime; zero when every use must be validated.</param>
/// <param name="AsOf">That moment, UTC.</param>
/// <param name="Timestamp">That moment by <see cref="TimeProvider.GetTimestamp"/>.</param>
internal readonly record struct ResponseFreshness(TimeSpan InitialAge, TimeSpan Lifetime, DateTimeOffset AsOf, long Timestamp)
{
    /// <summary>The freshness of a response that has just been received.</summary>
    /// <param name="response">The response; for a 304, with the head that it leads to.</param>
    /// <param name="control">Its Cache-Control.</param>
    /// <param name="date">Its Date.</param>
    /// <param name="time">The clock.</param>
    public static ResponseFreshness Of(
        ResponseToStore response, in CacheControl control, DateTimeOffset date, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan received = ResponseAge.WhenReceived(response.Head.Fields, date, response.RequestedAt, response.ReceivedAt);
        TimeSpan? lifetime = FreshnessLifetime.Of(response.Head.Fields, control, date);
        return new(
            received + ResponseAge.NotNegative(now - response.ReceivedAt),
            control.NoCache ? TimeSpan.Zero : lifetime ?? TimeSpan.Zero,
            now,
            time.GetTimestamp());
    }

    /// <summary>Whether it was fresh to begin with.</summary>
    public bool IsFreshAtFirst => Lifetime > InitialAge;

    /// <summary>current_age by now.</summary>
    public TimeSpan CurrentAge(TimeProvider time)
    {
        TimeSpan byMonotonic = time.GetElapsedTime(Timestamp);
        TimeSpan byWall = time.GetUtcNow() - AsOf;
        return InitialAge + (byWall > byMonotonic ? byWall : byMonotonic);
    }
}
