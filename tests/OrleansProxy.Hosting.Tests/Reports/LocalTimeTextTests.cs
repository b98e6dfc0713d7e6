using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Reports;
using OrleansProxy.Testing;

namespace OrleansProxy.Hosting.Tests.Reports;

public sealed class LocalTimeTextTests
{
    private readonly PlaceTime _time = new();

    /// <summary>It is 12:00 UTC on 1 March, two hours later at this place.</summary>
    [Theory]
    [InlineData("2026-02-01", "2026-01-31T22:00")]
    [InlineData("2026-02-01T12:30", "2026-02-01T10:30")]
    [InlineData("2026-02-01 12:30", "2026-02-01T10:30")]
    [InlineData("2026-02-01T12:30:15", "2026-02-01T10:30:15")]
    [InlineData("today", "2026-02-28T22:00")]
    [InlineData("TODAY", "2026-02-28T22:00")]
    [InlineData("yesterday", "2026-02-27T22:00")]
    [InlineData("now", "2026-03-01T12:00")]
    [InlineData("-7d", "2026-02-22T12:00")]
    [InlineData("-24h", "2026-02-28T12:00")]
    [InlineData("-30m", "2026-03-01T11:30")]
    [InlineData("-2w", "2026-02-15T12:00")]
    public void A_time_is_local(string text, string utc) => Assert.Equal(
        DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), LocalTimeText.Read("--from", text, isEnd: false, _time));

    [Theory]
    [InlineData("2026-02-01", "2026-02-01T22:00")]
    [InlineData("today", "2026-03-01T22:00")]
    [InlineData("2026-02-01T12:30", "2026-02-01T10:30")]
    [InlineData("-7d", "2026-02-22T12:00")]
    public void A_day_as_an_end_is_meant_to_its_end(string text, string utc) => Assert.Equal(
        DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), LocalTimeText.Read("--to", text, isEnd: true, _time));

    [Theory]
    [InlineData("")]
    [InlineData("last week")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("01.03.2026")]
    [InlineData("2026-02-01T25:00")]
    [InlineData("-7")]
    [InlineData("-d")]
    [InlineData("-7y")]
    [InlineData("--7d")]
    [InlineData("7d")]
    [InlineData("-99999999999d")]
    [InlineData("-100000w")]
    public void Anything_else_is_refused_with_what_is_allowed(string text)
    {
        SettingException refused = Assert.Throws<SettingException>(() => LocalTimeText.Read("--from", text, isEnd: false, _time));

        Assert.StartsWith($"--from \"{text}\" is no time: a day (2026-03-01), ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("9999-12-31T23:59")]
    [InlineData("-100000d")]
    public void The_ends_of_time_are_no_fault(string text) => LocalTimeText.Read("--to", text, isEnd: true, _time);

    /// <summary>The manual clock at a place two hours ahead.</summary>
    private sealed class PlaceTime : TimeProvider
    {
        private readonly ManualTime _time = new();

        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("Place", TimeSpan.FromHours(2), "Place", "Place");

        public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();
    }
}
