using System.Globalization;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Log;

/// <summary>Says what a question narrows, filter by filter.</summary>
internal static class LogChips
{
    /// <summary>Every filter that is set, in the order in which the page has them.</summary>
    public static IReadOnlyList<LogChip> Of(LogQuery query, BrowserClock clock)
    {
        LogChip?[] chips =
        [
            Chip("Host", query.Site, query with { Site = "" }),
            query.Site.Length > 0 ? null : Chip(query.Host.Contains('*', StringComparison.Ordinal) ? "Host like" : "Host contains", query.Host, query with { Host = "" }),
            Chip("Client", query.Client, query with { Client = "" }),
            Chip("User", query.User, query with { User = "" }),
            Chip("Method", query.Method, query with { Method = "" }),
            Chip("Status", query.Status, query with { Status = "" }),
            Chip("Result", ResultChoice.Find(query.Result)?.Label ?? query.Result, query with { Result = "" }),
            Chip("Cache", CacheChoice.Find(query.Cache)?.Label ?? query.Cache, query with { Cache = "" }),
            Chip("Time", Words(query.Time, clock), query with { Time = PickedTime.All }),
        ];
        return [.. chips.OfType<LogChip>()];
    }

    /// <summary>A stretch of time in words; "" for all of time.</summary>
    public static string Words(PickedTime time, BrowserClock clock) => time switch
    {
        { Fault: not "", IsCustom: false, Range: "" } => "unreadable",
        { From: { } from, To: { } to } => $"{Instant(from, clock)} – {Instant(to, clock)}",
        { From: { } from } => $"since {Instant(from, clock)}",
        { To: { } to } => $"until {Instant(to, clock)}",
        _ => RangeChoice.Find(time.Range)?.Label ?? time.Range,
    };

    private static string Instant(DateTimeOffset instant, BrowserClock clock)
    {
        DateTimeOffset local = clock.ToLocal(instant);
        bool isThisYear = local.Year == clock.ToLocal(clock.Now).Year;
        return local.ToString(isThisYear ? "d MMM HH:mm" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    private static LogChip? Chip(string name, string value, LogQuery without) => value.Length == 0 ? null : new(name, value, without);
}
