using System.Net;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Reports;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Hosting.Tests.Reports;

public sealed class ScopeArgumentsTests
{
    private static readonly HistoryArguments Nothing = new([], null, null, null, null, null);

    private readonly ManualTime _time = new();

    [Fact]
    public void Nothing_given_is_everything() => Assert.Equal(new TrafficScope(TimeRange.All), ScopeArguments.Read(Nothing, _time));

    [Fact]
    public void A_range_a_client_and_a_domain_narrow()
    {
        TrafficScope scope = ScopeArguments.Read(
            new HistoryArguments([], null, "-24h", "now", "::ffff:192.0.2.1", "WWW.Example.COM."), _time);

        Assert.Equal(new TimeRange(_time.GetUtcNow().AddDays(-1), _time.GetUtcNow()), scope.Range);
        Assert.Equal(IPAddress.Parse("192.0.2.1"), scope.Client);
        Assert.Equal("www.example.com", scope.Domain);
    }

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("[2001:DB8::1]", "2001:db8::1")]
    public void A_domain_is_taken_in_the_form_that_is_recorded(string text, string domain) =>
        Assert.Equal(domain, ScopeArguments.Read(Nothing with { Domain = text }, _time).Domain);

    [Theory]
    [InlineData("*.example.com")]
    [InlineData("https://example.com/")]
    [InlineData("a b")]
    [InlineData("")]
    public void What_is_no_domain_is_refused(string text)
    {
        SettingException refused = Assert.Throws<SettingException>(() => ScopeArguments.Read(Nothing with { Domain = text }, _time));

        Assert.Contains("is no domain", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("192.0.2.0/24")]
    [InlineData("")]
    public void What_is_no_address_is_refused(string text)
    {
        SettingException refused = Assert.Throws<SettingException>(() => ScopeArguments.Read(Nothing with { Client = text }, _time));

        Assert.Contains("is no address", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_refused()
    {
        SettingException refused = Assert.Throws<SettingException>(
            () => ScopeArguments.Read(Nothing with { From = "today", To = "yesterday" }, _time));

        Assert.Equal("The range ends before it begins: --from today --to yesterday.", refused.Message);
    }

    [Fact]
    public void A_range_that_is_still_to_come_is_refused() => Assert.Contains(
        "still to come",
        Assert.Throws<SettingException>(() => ScopeArguments.Read(Nothing with { From = "2030-01-01" }, _time)).Message,
        StringComparison.Ordinal);
}
