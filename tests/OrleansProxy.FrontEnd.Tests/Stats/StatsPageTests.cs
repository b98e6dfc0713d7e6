using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Stats;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Stats;

public sealed class StatsPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress Me = IPAddress.Parse("192.0.2.1"), Other = IPAddress.Parse("192.0.2.2");
    private static readonly CountersSnapshot Counts = new(Now.AddHours(-2), 1234567, 3, 2, 9, 41, 17, 5, 6, 7, 1_500_000, 999, 4);

    [Fact]
    public void Totals_are_for_everybody()
    {
        string page = Make([], seesAll: false);
        foreach (string figure in (string[])["<b>02:00:00</b><span>Uptime", "<b>1,234,567</b><span>Requests", "<b>1.5 MB</b><span>Sent", "<b>999 B</b>", "<b>4</b><span>Records lost"])
        {
            Assert.Contains(figure, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_does_not_work_is_said_to_everybody_and_why_to_those_who_see_all()
    {
        CountersSnapshot counts = Counts with { Faults = [new("The history is not being written.", "The disk of /var/x.db is full.")] };
        Assert.Contains("The history is not being written. The disk of /var/x.db is full.</p>", Make([], seesAll: true, counts), StringComparison.Ordinal);
        Assert.Contains("The history is not being written.</p>", Make([], seesAll: false, counts), StringComparison.Ordinal);
        Assert.DoesNotContain("not being written", Make([], seesAll: true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_20_requests_of_all_are_shown_to_those_who_may_see_them()
    {
        TrafficRecord[] recent = [.. Enumerable.Range(0, 30).Select(index => Record(index % 2 == 0 ? Me : Other, $"/{index}."))];
        string page = Make(recent, seesAll: true);
        Assert.Equal(20, Regex.Count(page, "<tr><td>"));
        Assert.Contains("/19.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/20.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Everybody_else_sees_only_their_own()
    {
        string page = Make([Record(Other, "/secret"), Record(Me, "/mine")], seesAll: false);
        Assert.Contains("http://a.test/mine", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_at_the_page_is_no_activity()
    {
        string page = Make([Record(Me, "/") with { Result = TrafficResult.Served, Host = "proxy-stats" }], seesAll: true);
        Assert.DoesNotContain("proxy-stats", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_from_outside_is_markup()
    {
        string page = Make([Record(Me, "/<script>alert(1)</script>") with { Method = "<b>" }], seesAll: true);
        Assert.Contains("/&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page[page.IndexOf("<tbody>", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connect", "a.test", 443, "", "a.test:443")]
    [InlineData("connect", "2001:db8::1", 443, "", "[2001:db8::1]:443")]
    [InlineData("http", "a.test", 8080, "/x", "http://a.test:8080/x")]
    public void Targets_are_written_as_they_are_asked_for(string scheme, string host, int port, string path, string expected)
    {
        string page = Make([Record(Me, path) with { Scheme = scheme, Host = host, Port = port }], seesAll: true);
        Assert.Contains($"<td class=\"url\">{expected}</td>", page, StringComparison.Ordinal);
    }

    private static string Make(TrafficRecord[] recent, bool seesAll, CountersSnapshot? counts = null)
    {
        Answer answer = StatsPage.Make(counts ?? Counts, recent, Me, seesAll, Now);
        Assert.Contains(answer.Fields, field => field is { Key: "Refresh", Value: "5" });
        Assert.Contains(answer.Fields, field => field.Key == "Content-Security-Policy");
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    private static TrafficRecord Record(IPAddress client, string path) => new()
    {
        Timestamp = Now,
        Client = client,
        Method = "GET",
        Scheme = "http",
        Host = "a.test",
        Port = 80,
        PathAndQuery = path,
        Protocol = "HTTP/1.1",
        Status = 200,
        Result = TrafficResult.Forwarded,
        BytesSent = 1,
        BytesReceived = 1,
        Duration = TimeSpan.Zero,
    };
}
