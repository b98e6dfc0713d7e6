using System.Globalization;
using OrleansProxy.Portal.Shell;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>Names the bars of a chart over time in the time of the browser: all of them in full, few of them on the axis.</summary>
internal static class TimeAxis
{
    private const int MaxNames = 6; // So many fit side by side on a phone.

    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 1825, 3650 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <summary>What stands beneath each bar, "" beneath most: a bar is named in which a round stretch of time begins.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<DateTimeOffset> starts, TimeSpan bar, BrowserClock clock)
    {
        TimeSpan step = Steps.FirstOrDefault(step => step >= bar && bar * starts.Count / step <= MaxNames, Steps[^1]);
        var names = new List<string>(starts.Count);
        foreach (DateTimeOffset start in starts)
        {
            DateTimeOffset local = clock.ToLocal(start), before = clock.ToLocal(start - bar);
            names.Add(local.Ticks / step.Ticks != before.Ticks / step.Ticks ? Name(local, step) : "");
        }

        return names;
    }

    /// <summary>A bar in full: "Tue 3 Mar, 12:00 – 12:30".</summary>
    public static string Title(DateTimeOffset start, TimeSpan bar, BrowserClock clock)
    {
        DateTimeOffset first = clock.ToLocal(start), end = clock.ToLocal(start + bar);
        return bar < TimeSpan.FromDays(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{first:ddd d MMM}, {first:HH:mm} – {end:HH:mm}")
            : string.Create(CultureInfo.InvariantCulture, $"{first:d MMM yyyy} – {end.AddTicks(-1):d MMM yyyy}");
    }

    private static string Name(DateTimeOffset local, TimeSpan step) => local.ToString(
        step < TimeSpan.FromDays(1) ? "HH:mm" : step < TimeSpan.FromDays(180) ? "d MMM" : "MMM yyyy", CultureInfo.InvariantCulture);
}
