using System.Net;
using System.Text.RegularExpressions;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;
using OrleansProxy.Traffic.Reports.Page;

namespace OrleansProxy.Traffic.Tests.Reports.Page;

public sealed partial class ReportPageTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_that_came_over_the_wire_is_markup()
    {
        const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=y>&\u202e\0";

        string page = Make(Report(Hostile));

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.All(
            ["<script", "<img", "\u202e", "&#x202E;", "\0"], part => Assert.DoesNotContain(part, page, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void It_needs_no_network_and_no_script()
    {
        string page = Make(Report("example.com"));

        Assert.All(["<script", "src=", "href=", "url(", "@import", "http:", "https:"],
            part => Assert.DoesNotContain(part, page, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Each_chart_has_a_title_a_description_and_its_figures_as_a_table()
    {
        string page = Make(Report("example.com"));

        Assert.Equal(3, Regex.Count(page, "<svg viewBox=[^>]*role=\"img\" aria-labelledby="));
        Assert.All(["requests", "bytes", "ttfb"], id =>
        {
            Assert.Contains($"<title id=\"{id}-title\">", page, StringComparison.Ordinal);
            Assert.Contains($"<desc id=\"{id}-desc\">", page, StringComparison.Ordinal);
        });
        Assert.Equal(3, Regex.Count(page, "<details><summary>Figures</summary>"));
    }

    [Fact]
    public void What_is_opened_is_closed()
    {
        string page = Make(Report("example.com"));
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)]))
        {
            if (tag.Groups[1].Length == 0)
            {
                open.Push(tag.Groups[2].Value);
            }
            else
            {
                Assert.Equal(open.Pop(), tag.Groups[2].Value);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void It_is_made_for_light_dark_and_paper()
    {
        string page = Make(Report("example.com"));

        Assert.Contains("color-scheme:light dark", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width", page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_requests_are_said_to_be_none()
    {
        TrafficReport report = Report("example.com") with { Totals = new TrafficTotals(0, 0, 0, 0, 0, 0, 0, 0, 0) };

        string page = ReportPage.Make(report, new TrafficTimeline(BarLength.For(report.Scope), []), Start);

        Assert.Contains("No request was recorded in this range.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_of_whom_and_what_it_is()
    {
        TrafficReport report = Report("example.com");
        report = report with { Scope = report.Scope with { Client = IPAddress.Loopback, Domain = "example.com" } };

        string page = Make(report);

        Assert.Contains("client <b>127.0.0.1</b>", page, StringComparison.Ordinal);
        Assert.Contains("domain <b>example.com</b>", page, StringComparison.Ordinal);
        Assert.Contains("<b>2026-03-01 00:00</b> to <b>2026-03-01 03:00</b>", page, StringComparison.Ordinal);
    }

    private static string Make(TrafficReport report) => ReportPage.Make(
        report,
        new TrafficTimeline(
            BarLength.For(report.Scope),
            [.. Enumerable.Range(0, 180).Select(minute => new ReportBar(Start.DateTime.AddMinutes(minute), minute, minute / 2, 0, 1_000, 10, Times(minute % 3)))]),
        Start.AddHours(3));

    private static TrafficReport Report(string host) => new()
    {
        Scope = new TrafficScope(new TimeRange(Start, Start.AddHours(3))),
        Zone = TimeZoneInfo.Utc,
        Totals = new TrafficTotals(1_000, 300, 100, 400, 50, 5, 7, 123_456_789, 9_876),
        TopDomains = [new DomainTotals(host, 10, 1, 2_000, 3)],
        TopBlocked = [new DomainTotals(host, 10, 1, 2_000, 3)],
        TopClients = [new ClientTotals(IPAddress.IPv6Loopback, 10, 1, 2_000, 3)],
        Statuses = [new StatusTotals(200, 900), new StatusTotals(0, 1)],
        Times = Times(20),
        Slowest = [new DomainLatency(host, Times(10))],
        HoursOfDay = [.. Enumerable.Repeat(3L, 24)],
    };

    private static TtfbHistogram Times(int count)
    {
        long[] counts = new long[TtfbHistogram.BucketCount];
        counts[10] = count;
        return new TtfbHistogram(counts);
    }

    /// <summary>Tags that have an end, so neither void ones nor those that end themselves.</summary>
    [GeneratedRegex(@"<(/?)([a-z][a-z0-9]*)(?:\s[^<>]*[^/<>]|\s*)?>")]
    private static partial Regex Tag();
}
