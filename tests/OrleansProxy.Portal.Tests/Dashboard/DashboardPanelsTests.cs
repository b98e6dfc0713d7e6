using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Dashboard;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Tests.Dashboard;

public sealed class DashboardPanelsTests
{
    private static readonly TrafficTotals Totals = new(200, 5, 30, 60, 50, 4, 1, 1_500_000, 2000);

    [Fact]
    public async Task Each_card_shows_its_figure_and_leads_to_the_requests_behind_it()
    {
        string html = await Markup.OfAsync<TotalsCards>(new()
        {
            ["Totals"] = Totals,
            ["Counters"] = new ProxyCounters(TimeProvider.System).Read(),
            ["Range"] = "7d",
            ["Client"] = "192.0.2.10",
        });

        Assert.Contains("25.0 % of requests", html, StringComparison.Ordinal);
        Assert.Contains("50.0 % of cacheable", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=7d&amp;result=blocked&amp;client=192.0.2.10\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_requests_the_chart_says_how_to_make_some()
    {
        string html = await Markup.OfAsync<RequestsChart>(new()
        {
            ["Points"] = Array.Empty<TrafficPoint>(),
            ["Totals"] = new TrafficTotals(0, 0, 0, 0, 0, 0, 0, 0, 0),
            ["Bar"] = TimeSpan.FromMinutes(1),
            ["ProxyAddress"] = "127.0.0.1:8080",
        });

        Assert.Contains("No requests yet", html, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:8080", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_looks_like_markup_is_shown_as_text_everywhere()
    {
        const string Host = "<script>alert(1)</script>";
        string ranked = await Markup.OfAsync<RankedList>(new() { ["Items"] = new List<RankedItem> { new(Host, 3, Host, "/log") } });
        string decision = await Markup.OfAsync<DecisionPanel>(new()
        {
            ["Record"] = Records.Get(Host) with { PathAndQuery = Host, Error = Host, UserAgent = Host, CacheStatus = Host },
        });
        string tester = await Markup.OfAsync<RuleTester>(new() { ["Text"] = Host });

        Assert.All([ranked, decision, tester], html => Assert.DoesNotContain("<script", html, StringComparison.Ordinal));
        Assert.Contains("&lt;script&gt;", ranked, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", decision, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_the_configuration_is_marked_and_cannot_be_changed()
    {
        var book = new FakeRuleBook();
        book.AddConfigured("doubleclick.net");

        string html = await Markup.OfAsync<RuleList>(new() { ["Snapshot"] = book.Current }, book);

        Assert.Contains("doubleclick.net", html, StringComparison.Ordinal);
        Assert.Contains(">config<", html, StringComparison.Ordinal);
        Assert.Contains("disabled", html, StringComparison.Ordinal);
        Assert.DoesNotContain("rule-remove", html, StringComparison.Ordinal);
    }
}
