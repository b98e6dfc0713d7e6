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
using OrleansProxy.Portal.Text;
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
            ["Times"] = new TtfbHistogram([.. Enumerable.Repeat(0L, 20), 40, .. Enumerable.Repeat(0L, 11)]),
            ["Query"] = new LogQuery { Time = PickedTime.UpToNow("7d"), Client = "192.0.2.10" },
        });

        Assert.Contains("25.0 % of requests", html, StringComparison.Ordinal);
        Assert.Contains("50.0 % of cacheable", html, StringComparison.Ordinal);
        Assert.Contains("2.5 MB kept", html, StringComparison.Ordinal);
        Assert.Contains("5 tunnels", html, StringComparison.Ordinal);
        Assert.Contains("of 40 answers", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=7d&amp;result=blocked&amp;client=192.0.2.10\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_kept_is_said_with_its_reason_and_nothing_where_all_is_well()
    {
        var counters = new ProxyCounters(TimeProvider.System);
        Assert.Empty((await Markup.OfAsync<LossNotice>(new() { ["Counters"] = counters.Read() })).Trim());

        counters.ShowFault("The history is not being written.", () => "The disk is full.");
        counters.CountLosses(() => 7);
        string html = await Markup.OfAsync<LossNotice>(new() { ["Counters"] = counters.Read() });

        Assert.Contains("The history is not being written. The disk is full.", html, StringComparison.Ordinal);
        Assert.Contains("7 records or log lines could not be kept", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_requests_the_chart_says_how_to_make_some()
    {
        string html = await Markup.OfAsync<TimeCharts>(new()
        {
            ["Data"] = Data(new TrafficTotals(0, 0, 0, 0, 0, 0, 0, 0, 0)),
            ["Query"] = new LogQuery(),
            ["IsNew"] = true,
            ["ProxyAddress"] = "127.0.0.1:8080",
        });

        Assert.Contains("No requests yet", html, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:8080", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_looks_like_markup_is_shown_as_text_everywhere()
    {
        const string Host = "<script>alert(1)</script>";
        string ranked = await Markup.OfAsync<RankedList>(new() { ["Items"] = new List<RankedItem> { new(Host, 3, "3", Host, "/log") } });
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

        string html = await Markup.OfAsync<TopPanels>(new()
        {
            ["Data"] = Data(Totals) with { TopDomains = [domain], TopBlocked = [domain] },
            ["Query"] = new LogQuery { Time = PickedTime.UpToNow("7d") },
        });

        Assert.Contains("href=\"/log?range=7d&amp;site=example.com\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=7d&amp;result=blocked&amp;site=example.com\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_a_thing_is_told_in_the_singular()
    {
        string html = await Markup.OfAsync<TotalsCards>(new()
        {
            ["Totals"] = Totals with { Tunnels = 1 },
            ["Counters"] = new ProxyCounters(TimeProvider.System).Read(),
            ["Times"] = TtfbHistogram.Empty,
            ["Query"] = new LogQuery(),
        });

        Assert.Contains(">1 tunnel<", html, StringComparison.Ordinal);
        Assert.Contains(">–<", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statuses_are_counted_by_class_and_by_code()
    {
        string html = await Markup.OfAsync<StatusPanel>(new()
        {
            ["Statuses"] = new StatusTotals[] { new(200, 60), new(404, 25), new(403, 10), new(0, 5) },
            ["Query"] = new LogQuery { Client = "192.0.2.10" },
        });

        Assert.Contains("4xx <b>35</b><small>35.0 %</small>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?client=192.0.2.10&amp;status=4xx\"", html, StringComparison.Ordinal);
        Assert.Contains("404 Not Found", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?client=192.0.2.10&amp;status=none\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_is_told_in_a_sentence_and_each_bar_leads_to_its_requests()
    {
        DateTimeOffset start = Records.Get().Timestamp;
        string html = await Markup.OfAsync<TimeCharts>(new()
        {
            ["Data"] = Data(Totals) with
            {
                Bar = TimeSpan.FromHours(1),
                Series = [new TrafficPoint(start, 200, 50, 4, 1_500_000, 2000), new TrafficPoint(start.AddHours(1), 0, 0, 0, 0, 0)],
            },
            ["Query"] = new LogQuery { Client = "192.0.2.10" },
        });

        Assert.Contains("role=\"img\" aria-label=\"200 requests, 50 blocked, 4 rate limited.\"", html, StringComparison.Ordinal);
        Assert.Contains("Sun 1 Mar, 12:00 – 13:00", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        long first = start.ToUnixTimeSeconds();
        Assert.Contains($"href=\"/log?from={first}&amp;to={first + 3600}&amp;client=192.0.2.10\"", html, StringComparison.Ordinal);
        Assert.Contains("1.5 MB", html, StringComparison.Ordinal);
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

    private static DashboardData Data(TrafficTotals totals) =>
        new() { Bar = TimeSpan.FromMinutes(1), Totals = totals, EverybodysTotals = totals };
}
