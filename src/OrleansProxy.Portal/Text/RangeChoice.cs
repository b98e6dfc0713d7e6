using OrleansProxy.Portal.Controls;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Text;

/// <summary>A stretch of time up to now that can be picked, and the bars that show it best. Immutable.</summary>
/// <param name="Value">As it stands in an address.</param>
/// <param name="Label">In words.</param>
/// <param name="Length">How far it reaches back.</param>
/// <param name="Bar">The length of a chart's bar.</param>
internal sealed record RangeChoice(string Value, string Label, TimeSpan Length, TimeSpan Bar)
{
    public static RangeChoice Hour { get; } = new("1h", "1 hour", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));

    public static RangeChoice Day { get; } = new("24h", "24 hours", TimeSpan.FromDays(1), TimeSpan.FromMinutes(30));

    public static RangeChoice Week { get; } = new("7d", "7 days", TimeSpan.FromDays(7), TimeSpan.FromHours(3));

    public static RangeChoice Month { get; } = new("30d", "30 days", TimeSpan.FromDays(30), TimeSpan.FromHours(12));

    public static RangeChoice Year { get; } = new("1y", "1 year", TimeSpan.FromDays(365), TimeSpan.FromDays(7));

    public static IReadOnlyList<RangeChoice> All { get; } = [Hour, Day, Week, Month, Year];

    public static IReadOnlyList<Choice> Choices { get; } = [.. All.Select(range => new Choice(range.Value, range.Label))];

    public static RangeChoice? Find(string? value) => All.FirstOrDefault(range => range.Value == value);

    /// <summary>The range that ends with the minute that runs, so that its figures hold the requests of this very second.</summary>
    public TimeRange Until(DateTimeOffset now)
    {
        DateTimeOffset utc = now.ToUniversalTime();
        DateTimeOffset end = new DateTimeOffset(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        return new(end - Length, end);
    }
}
