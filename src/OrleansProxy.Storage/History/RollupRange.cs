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

    /// <summary>Every line of the range, as a table for a FROM clause; by whole hours, rounded out, where the scope has a domain.</summary>
    public static string Lines(TrafficScope scope)
    {
        const string Columns = "client_id, result, requests, cache_asked, bytes_sent, bytes_received";
        string client = RollupQueries.Client(scope);
        return scope.Domain is not null
            ? $"""
                (SELECT {Columns} FROM traffic_host_hour
                    WHERE hour >= @FirstMinute / 60 AND hour < (@EndMinute + 59) / 60 {client} {RollupQueries.Hosts(scope)})
                """
            : $"""
                (SELECT {Columns} FROM traffic_minute WHERE minute >= @FirstMinute AND minute < @LeadEnd {client}
                UNION ALL SELECT {Columns} FROM traffic_hour WHERE hour >= @FirstHour AND hour < @EndHour {client}
                UNION ALL SELECT {Columns} FROM traffic_minute WHERE minute >= @TailStart AND minute < @EndMinute {client})
                """;
    }

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
