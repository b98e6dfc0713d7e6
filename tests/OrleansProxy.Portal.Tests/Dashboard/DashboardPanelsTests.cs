using System.Net;
using System.Text.RegularExpressions;
using OrleansProxy.Caching;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Dashboard;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Portal.Users;
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
            ["Kept"] = new CacheFigures(3, 10, 2_500_000, 9_000_000, 0, 0, 0, 0, 0, 0, 0),
            ["Range"] = "7d",
            ["Client"] = "192.0.2.10",
        });

        Assert.Contains("25.0 % of requests", html, StringComparison.Ordinal);
        Assert.Contains("50.0 % of cacheable", html, StringComparison.Ordinal);
        Assert.Contains("2.5 MB kept", html, StringComparison.Ordinal);
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
            ["Record"] = Records.Get(Host) with { PathAndQuery = Host, Error = Host, UserAgent = Host, CacheStatus = Host, User = Host },
        });
        string tester = await Markup.OfAsync<RuleTester>(new() { ["Text"] = Host });
        var rule = new Rule(1, Host, Host, true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch);
        string rules = await Markup.OfAsync<RuleList>(new() { ["Snapshot"] = RuleSnapshot.Compile(1, [rule], BlacklistMatch.Domain) });
        var user = new ProxyUser(Host, "hash", DateTimeOffset.UnixEpoch, Disabled: false);
        string users = await Markup.OfAsync<UserList>(new() { ["Users"] = new List<ProxyUser> { user } });
        string log = await Markup.OfAsync<LogTable>(new()
        {
            ["Rows"] = new List<LogRow> { new(1, Records.Get(Host) with { PathAndQuery = Host, Method = Host }) },
        });

        Assert.All([ranked, decision, tester, rules, users, log], html => Assert.DoesNotContain("<script", html, StringComparison.Ordinal));
        Assert.Contains("&lt;script&gt;", ranked, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", decision, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Characters_that_turn_the_text_around_are_written_out()
    {
        const string Path = "/\u202egpj.exe";

        string decision = await Markup.OfAsync<DecisionPanel>(new() { ["Record"] = Records.Get() with { PathAndQuery = Path } });

        Assert.Contains("/\\u202egpj.exe", decision, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', decision);
    }

    [Fact]
    public async Task A_top_domain_leads_to_the_requests_of_that_very_host()
    {
        var domain = new DomainTotals("example.com", 9, 4, 1, 1);

        string html = await Markup.OfAsync<TopPanels>(new() { ["Data"] = new DashboardData(Totals, [], [domain], [domain], [], []), ["Range"] = "7d" });

        Assert.Contains("href=\"/log?range=7d&amp;site=example.com\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=7d&amp;result=blocked&amp;site=example.com\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_rule_that_no_longer_compiles_says_why()
    {
        var store = new InMemoryRuleStore();
        await store.AddAsync(new RuleDraft("ads["), DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        using LocalRuleBook book = await Books.OpenAsync(store, "fine.example");

        string html = await Markup.OfAsync<RuleList>(new() { ["Snapshot"] = book.Current }, book);

        Assert.Single(Regex.Matches(html, "data-testid=\"rule-fault\""));
        Assert.Contains(Assert.Single(book.Current.Faults).Message, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_the_configuration_is_marked_and_cannot_be_changed()
    {
        using LocalRuleBook book = await Books.OpenAsync("doubleclick.net");

        string html = await Markup.OfAsync<RuleList>(new() { ["Snapshot"] = book.Current }, book);

        Assert.Contains("doubleclick.net", html, StringComparison.Ordinal);
        Assert.Contains(">config<", html, StringComparison.Ordinal);
        Assert.Contains("disabled", html, StringComparison.Ordinal);
        Assert.DoesNotContain("rule-remove", html, StringComparison.Ordinal);
    }
}
