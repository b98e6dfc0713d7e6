using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Freshness;

namespace OrleansProxy.Caching.Tests.Freshness;

public sealed class FreshnessLifetimeTests
{
    private const string InAnHour = "Expires: Sun, 01 Mar 2026 13:00:00 GMT";

    private static readonly DateTimeOffset Date = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, "Cache-Control: max-age=60")]
    [InlineData(0, "Cache-Control: max-age=0")]
    [InlineData(30, "Cache-Control: max-age=60, s-maxage=30")]
    [InlineData(90, "Cache-Control: s-maxage=90, max-age=60")]
    [InlineData(3600, InAnHour)]
    [InlineData(60, "Cache-Control: max-age=60", InAnHour)]
    [InlineData(30, "Cache-Control: s-maxage=30", InAnHour)]
    [InlineData(3600, "Cache-Control: public", InAnHour)]
    [InlineData(0, "Expires: Sun, 01 Mar 2026 12:00:00 GMT")]
    [InlineData(0, "Expires: Sun, 01 Mar 2026 11:00:00 GMT")]
    [InlineData(0, "Expires: 0")]
    [InlineData(0, "Expires: -1")]
    [InlineData(0, InAnHour, InAnHour)]
    [InlineData(0, "Cache-Control: max-age=sixty", InAnHour)]
    [InlineData(0, "Cache-Control: max-age=60, max-age=60")]
    [InlineData(0, "Cache-Control: s-maxage=x, max-age=60")]
    [InlineData(3600, "Expires: Sunday, 01-Mar-26 13:00:00 GMT")]
    [InlineData(3600, "Expires: Sun Mar  1 13:00:00 2026")]
    [InlineData(null, "X: y")]
    [InlineData(null, "Last-Modified: Sun, 01 Mar 2020 13:00:00 GMT")]
    public void Lifetime_is_explicit_and_what_is_invalid_or_double_is_none(int? seconds, params string[] fields)
    {
        var section = Messages.Ok(fields).Fields;

        TimeSpan? lifetime = FreshnessLifetime.Of(section, CacheControl.Of(section), Date);

        Assert.Equal(seconds, lifetime?.TotalSeconds);
    }
}
