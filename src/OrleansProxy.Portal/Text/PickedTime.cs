using System.Globalization;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Text;

/// <summary>
/// A stretch of time as it was picked, and as it stands in an address: one of the ranges up to now, or a start, an end or both,
/// or all of time. Immutable.
/// </summary>
public sealed record PickedTime
{
    private const long EndOfTime = 253_402_300_800; // The year 10000, in seconds since 1970.
    private const int MaxBars = 60;

    private static readonly TimeSpan[] Bars =
    [
        .. new[] { 1, 2, 5, 10, 30, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 7, 30 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <summary>All of time.</summary>
    public static PickedTime All { get; } = new();

    /// <summary>The value of a <see cref="RangeChoice"/>, or "".</summary>
    public string Range { get; private init; } = "";

    /// <summary>The start of a stretch that was picked by its ends; null where it has none.</summary>
    public DateTimeOffset? From { get; private init; }

    /// <summary>Its end, itself not part of it.</summary>
    public DateTimeOffset? To { get; private init; }

    /// <summary>What is wrong with it, in a sentence; "" where nothing is.</summary>
    public string Fault { get; private init; } = "";

    /// <summary>Whether it was picked by its ends.</summary>
    public bool IsCustom => From is not null || To is not null;

    /// <summary>Its part of an address, each value with its name; "" where it has none.</summary>
    public IReadOnlyList<(string Name, string Value)> Parts =>
        [("range", Range), ("from", Seconds(From)), ("to", Seconds(To))];

    /// <summary>A range up to now, by its value in an address; "" is all of time.</summary>
    public static PickedTime UpToNow(string range) => new()
    {
        Range = range,
        Fault = range.Length == 0 || RangeChoice.Find(range) is not null ? "" : $"There is no range “{range}”.",
    };

    /// <summary>From a start to an end, each of which may be missing.</summary>
    public static PickedTime Between(DateTimeOffset? from, DateTimeOffset? to) => new()
    {
        From = from,
        To = to,
        Fault = from >= to ? "The end must lie after the start." : "",
    };

    /// <summary>Reads it from an address; its ends are seconds since 1970, and win over a range.</summary>
    public static PickedTime Read(string? range, string? from, string? to)
    {
        if (string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to))
        {
            return UpToNow(range ?? "");
        }

        DateTimeOffset? start = Instant(from), end = Instant(to);
        bool isRead = (start is not null || string.IsNullOrEmpty(from)) && (end is not null || string.IsNullOrEmpty(to));
        return isRead ? Between(start, end) : new() { Fault = "The times in the address cannot be read: they are seconds since 1970." };
    }

    /// <summary>The instants that it covers; null for all of time, and where it has a fault.</summary>
    public TimeRange? At(DateTimeOffset now) => Fault.Length > 0 ? null
        : IsCustom ? new TimeRange(From ?? TimeRange.All.From, To ?? TimeRange.All.To)
        : RangeChoice.Find(Range)?.Until(now);

    /// <summary>The length of a chart's bar that shows a stretch best, in at most some sixty bars.</summary>
    public TimeSpan Bar(TimeRange stretch) => RangeChoice.Find(Range)?.Bar
        ?? Bars.FirstOrDefault(bar => (stretch.To - stretch.From) / bar <= MaxBars, Bars[^1]);

    private static DateTimeOffset? Instant(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value < EndOfTime
            ? DateTimeOffset.FromUnixTimeSeconds(value)
            : null;

    private static string Seconds(DateTimeOffset? instant) =>
        instant?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "";
}
