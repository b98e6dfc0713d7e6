using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Traffic.Tests.Reports;

public sealed class TrafficTimelineTests
{
    private static readonly TimeZoneInfo East = TimeZoneInfo.CreateCustomTimeZone("East", TimeSpan.FromHours(10), "East", "East");

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(24, null, 15)]
    [InlineData(24, "example.com", 60)]
    [InlineData(200, null, 120)]
    [InlineData(24 * 20, null, 6 * 60)]
    [InlineData(24 * 30, null, 24 * 60)]
    [InlineData(24 * 90, null, 24 * 60)]
    [InlineData(24 * 700, null, 7 * 24 * 60)]
    public void A_range_has_at_most_a_hundred_bars_and_a_domain_whole_hours(int hours, string? domain, int minutes)
    {
        var scope = new TrafficScope(new TimeRange(Start, Start.AddHours(hours))) { Domain = domain };

        Assert.Equal(TimeSpan.FromMinutes(minutes), BarLength.For(scope).Length);
    }

    [Fact]
    public async Task A_day_is_a_day_of_this_place()
    {
        // 20:00 UTC is 06:00 of the next day in the east.
        var history = new PointHistory(Start.AddHours(20), Start.AddHours(21), Start.AddDays(60));

        TrafficTimeline timeline = await TrafficTimeline.ReadAsync(
            history, new TrafficScope(new TimeRange(Start.AddHours(20), Start.AddDays(60).AddHours(1))), East, Token);

        Assert.Equal(1, timeline.Length.Days);
        Assert.Equal(new DateTime(2026, 3, 2), timeline.Bars[0].Start);
        Assert.Equal(2, timeline.Bars[0].Requests);
        Assert.Equal(2, timeline.Bars[0].Times.Count);
        Assert.Equal(60, timeline.Bars.Count);
        Assert.Equal(3, timeline.Bars.Sum(bar => bar.Requests));
    }

    [Fact]
    public async Task A_week_begins_on_Monday_and_a_range_of_years_is_asked_for_in_pieces()
    {
        var history = new PointHistory(Start, Start.AddDays(500));

        TrafficTimeline timeline = await TrafficTimeline.ReadAsync(
            history, new TrafficScope(new TimeRange(Start, Start.AddDays(501))), TimeZoneInfo.Utc, Token);

        Assert.All(timeline.Bars, bar => Assert.Equal(DayOfWeek.Monday, bar.Start.DayOfWeek));
        Assert.Equal(2, timeline.Bars.Sum(bar => bar.Requests));
    }

    [Fact]
    public async Task Hours_of_the_day_are_those_of_this_place()
    {
        IReadOnlyList<long> hours = await TrafficTimeline.HoursOfDayAsync(
            new PointHistory(Start, Start.AddDays(1), Start.AddHours(15)), new TrafficScope(new TimeRange(Start, Start.AddDays(2))), East, Token);

        Assert.Equal(24, hours.Count);
        Assert.Equal(2, hours[10]);
        Assert.Equal(1, hours[1]);
    }

    [Fact]
    public async Task Everything_is_from_the_first_request_to_the_last()
    {
        var history = new PointHistory(Start.AddMinutes(90), Start.AddDays(100).AddMinutes(10));

        TimeRange? extent = await HistoryExtent.FindAsync(history, new TrafficScope(TimeRange.All), Start.AddDays(200), Token);

        Assert.Equal(new TimeRange(Start.AddHours(1), Start.AddDays(100).AddHours(1)), extent);
    }

    [Fact]
    public async Task A_range_is_drawn_in_and_never_out()
    {
        var history = new PointHistory(Start.AddMinutes(90), Start.AddMinutes(100));
        var range = new TimeRange(Start.AddMinutes(85), Start.AddMinutes(95));

        Assert.Equal(range, await HistoryExtent.FindAsync(history, new TrafficScope(range), Start.AddDays(2), Token));
    }

    [Fact]
    public async Task Nothing_has_no_extent() => Assert.Null(
        await HistoryExtent.FindAsync(new PointHistory(), new TrafficScope(TimeRange.All), Start, Token));
}
