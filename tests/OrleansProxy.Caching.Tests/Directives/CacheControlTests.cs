using OrleansProxy.Caching.Directives;

namespace OrleansProxy.Caching.Tests.Directives;

public sealed class CacheControlTests
{
    [Theory]
    [InlineData("max-age=60", 60.0)]
    [InlineData("MAX-AGE=60", 60.0)]
    [InlineData("public, max-age=60 , foo=bar", 60.0)]
    [InlineData("max-age=\"60\"", 60.0)]
    [InlineData("max-age=0060", 60.0)]
    [InlineData("max-age=2147483649", 2147483648.0)]
    [InlineData("max-age=99999999999999999999999999", 2147483648.0)]
    [InlineData("foo=\"max-age=1, \\\" max-age=2\", max-age=60", 60.0)]
    [InlineData("max-age=-1", null)]
    [InlineData("max-age=1.5", null)]
    [InlineData("max-age=", null)]
    [InlineData("max-age", null)]
    [InlineData("max-age=\"\"", null)]
    [InlineData("max-age=+1", null)]
    [InlineData("max-age =60", null)]
    [InlineData("max-age= 60", null)]
    [InlineData("max-age=60s", null)]
    [InlineData("max-age='60'", null)]
    [InlineData("max-age=60, max-age=60", null)]
    [InlineData("max-age=60, Max-Age=70", null)]
    public void Max_age_is_a_whole_number_given_once_or_unusable(string value, double? seconds)
    {
        DirectiveSeconds maxAge = Read(value).MaxAge;

        Assert.True(maxAge.IsPresent);
        Assert.Equal(seconds, maxAge.Value?.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x-max-age=60")]
    [InlineData("max-age2=60")]
    [InlineData("foo=\"max-age=60\"")]
    [InlineData("foo=\", max-age=60\"")]
    public void Max_age_elsewhere_is_not_max_age(string value) => Assert.False(Read(value).MaxAge.IsPresent);

    [Theory]
    [InlineData("no-store")]
    [InlineData("No-Store")]
    [InlineData("max-age=60, no-store")]
    [InlineData(",, ,no-store,")]
    [InlineData("no-store=\"set-cookie\"")]
    [InlineData("no-store=1")]
    [InlineData("no-store ?")]
    [InlineData("foo=\"bar, max-age=60")]
    [InlineData("max-age=60\", public")]
    public void What_forbids_storing_or_cannot_be_read_for_certain_is_no_store(string value) => Assert.True(Read(value).NoStore);

    [Theory]
    [InlineData("foo=\"no-store\"")]
    [InlineData("no-storefoo")]
    [InlineData("foo=\"a\\\"b\", public")]
    public void What_only_looks_like_no_store_is_not(string value) => Assert.False(Read(value).NoStore);

    [Theory]
    [InlineData("private")]
    [InlineData("private=\"x-a\"")]
    [InlineData("private=x-a")]
    public void Private_counts_in_every_form(string value) => Assert.True(Read(value).Private);

    [Theory]
    [InlineData("no-cache")]
    [InlineData("no-cache=\"set-cookie, x-a\"")]
    public void No_cache_counts_in_every_form(string value) => Assert.True(Read(value).NoCache);

    [Fact]
    public void All_lines_count()
    {
        CacheControl control = CacheControl.Of(
            Messages.Ok(
                "Cache-Control: max-age=1, public",
                "X: y",
                "cache-control: s-maxage=2",
                "Cache-Control: min-fresh=3, only-if-cached").Fields);

        Assert.Equal(
            (1.0, 2.0, 3.0),
            (control.MaxAge.Value?.TotalSeconds, control.SharedMaxAge.Value?.TotalSeconds, control.MinFresh.Value?.TotalSeconds));
        Assert.True(control is { IsPresent: true, Public: true, OnlyIfCached: true, NoStore: false, NoCache: false, Private: false });
    }

    [Fact]
    public void The_same_directive_on_two_lines_is_unusable() =>
        Assert.Null(CacheControl.Of(Messages.Ok("Cache-Control: max-age=1", "Cache-Control: max-age=1").Fields).MaxAge.Value);

    [Fact]
    public void Without_the_field_nothing_is_set() => Assert.Equal(default, CacheControl.Of(Messages.Ok().Fields));

    private static CacheControl Read(string value) => CacheControl.Of(Messages.Ok("Cache-Control: " + value).Fields);
}
