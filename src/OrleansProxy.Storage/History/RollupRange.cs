using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History;

/// <summary>
/// A range cut into whole hours, which <c>traffic_hour</c> holds, and the minutes before and after them. Its ends are rounded
/// out to whole minutes. Immutable.
/// </summary>
/// <param name="FirstMinute">The first minute.</param>
/// <param name="FirstHour">The first whole hour; equal to <paramref name="EndHour"/> when there is none.</param>
/// <param name="EndHour">The hour after the last whole one.</param>
/// <param name="EndMinute">The minute after the last.</param>
internal sealed record RollupRange(long FirstMinute, long FirstHour, long EndHour, long EndMinute)
{
    private const long MinutesPerHour = UnixTime.Hour / UnixTime.Minute;

    /// <summary>Every line of the range, as a table for a FROM clause; the client's condition is added to each part.</summary>
    public static string Lines(string clientCondition) => $"""
        (SELECT client_id, result, requests, cache_asked, bytes_sent, bytes_received FROM traffic_minute
            WHERE minute >= @FirstMinute AND minute < @LeadEnd {clientCondition}
        UNION ALL SELECT client_id, result, requests, cache_asked, bytes_sent, bytes_received FROM traffic_hour
            WHERE hour >= @FirstHour AND hour < @EndHour {clientCondition}
        UNION ALL SELECT client_id, result, requests, cache_asked, bytes_sent, bytes_received FROM traffic_minute
            WHERE minute >= @TailStart AND minute < @EndMinute {clientCondition})
        """;

    /// <summary>The minute at which the whole hours begin, or the range's end when there are none.</summary>
    public long LeadEnd => FirstHour < EndHour ? FirstHour * MinutesPerHour : EndMinute;

    /// <summary>The minute at which the whole hours end, or the range's end when there are none.</summary>
    public long TailStart => FirstHour < EndHour ? EndHour * MinutesPerHour : EndMinute;

    /// <summary>Cuts a range.</summary>
    public static RollupRange Of(TimeRange range)
    {
        long firstMinute = UnixTime.Floor(range.From, UnixTime.Minute);
        long endMinute = UnixTime.Ceiling(range.To, UnixTime.Minute);
        long firstHour = -UnixTime.FloorDivide(-firstMinute, MinutesPerHour);
        long endHour = UnixTime.FloorDivide(endMinute, MinutesPerHour);
        return new RollupRange(firstMinute, firstHour, Math.Max(firstHour, endHour), endMinute);
    }
}
