using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Fields;

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
    /// <summary>The freshness of a response that has just been received or confirmed.</summary>
    /// <param name="stored">The fields it is stored with, which say how long it is fresh.</param>
    /// <param name="control">Their Cache-Control.</param>
    /// <param name="received">What came, the response or the 304, which says how old it is.</param>
    /// <param name="date">The Date of what came.</param>
    /// <param name="time">The clock.</param>
    public static ResponseFreshness Of(
        FieldSection stored, in CacheControl control, ResponseToStore received, DateTimeOffset date, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan age = ResponseAge.WhenReceived(received.Head.Fields, date, received.RequestedAt, received.ReceivedAt);
        TimeSpan? lifetime = FreshnessLifetime.Of(stored, control, date);
        return new(
            age + ResponseAge.NotNegative(now - received.ReceivedAt),
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
