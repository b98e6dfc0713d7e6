using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Portal.Dashboard;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Dashboard;

public sealed class DashboardPageTests
{
    [Fact]
    public async Task A_read_that_ends_after_a_later_one_does_not_replace_it()
    {
        var history = new FakeHistory();
        TrafficRecord record = Records.Get("old.example");
        history.Add(record with { Timestamp = record.Timestamp.AddMinutes(-1) });
        history.Add(record with
        {
            Timestamp = record.Timestamp.AddMinutes(-1),
            Host = "new.example",
            Client = IPAddress.Parse("192.0.2.20"),
        });
        var reads = new HeldReads(history);
        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(await ServicesAsync(history), "/?client=192.0.2.10");
        await page.NavigateAsync("/?client=192.0.2.20");
        Assert.Equal(4, reads.Count); // The sums of the client, and of everybody.
        reads.LetGo(3);
        reads.LetGo(2);
        reads.LetGo(1);
        reads.LetGo(0);

        string html = await page.HtmlAsync();
        Assert.Contains("new.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("old.example", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_range_and_the_client_rule_every_panel_and_every_link()
    {
        FakeHistory history = Busy();
        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(
            await ServicesAsync(history), "/?range=1h&client=192.0.2.20");

        string html = await page.HtmlAsync();

        Assert.DoesNotContain("of-another.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("long-ago.example", html, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"card-requests-value\">3<", html, StringComparison.Ordinal);
        Assert.Contains("Among all clients", html, StringComparison.Ordinal);
        Assert.Contains("class=\"picked\" aria-current=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("75.0 %", html, StringComparison.Ordinal);
        Assert.Contains("All others", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=1h&amp;site=slow.example&amp;client=192.0.2.20\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=1h&amp;client=192.0.2.20&amp;status=4xx\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("requests-chart")]
    [InlineData("bytes-chart")]
    [InlineData("ttfb-chart")]
    [InlineData("top-domains")]
    [InlineData("top-blocked")]
    [InlineData("slowest")]
    [InlineData("top-clients")]
    [InlineData("activity")]
    [InlineData("statuses")]
    public async Task Each_panel_has_something_to_show(string panel)
    {
        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(await ServicesAsync(Busy()), "/?range=1h");

        string html = await page.HtmlAsync();

        string content = html[html.IndexOf($"data-testid=\"{panel}\"", StringComparison.Ordinal)..];
        content = content[..content.IndexOf("</section>", StringComparison.Ordinal)];
        Assert.Contains("href=\"/log?", content, StringComparison.Ordinal);
        Assert.DoesNotContain("data-testid=\"empty\"", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stretch_of_its_own_is_shown_and_carried_on()
    {
        long from = Records.Get().Timestamp.AddDays(-2).ToUnixTimeSeconds(), to = from + (3 * 3600);
        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(
            await ServicesAsync(Busy()), $"/?from={from}&to={to}");

        string html = await page.HtmlAsync();

        Assert.Contains("long-ago.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("slow.example", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/log?from={from}&amp;to={to}&amp;site=long-ago.example\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?range=2h", "There is no range “2h”.")]
    [InlineData("/?from=x", "cannot be read")]
    [InlineData("/?to=100", "needs a start")]
    [InlineData("/?from=100&to=50", "The end must lie after the start.")]
    [InlineData("/?client=somebody", "“somebody” is no address")]
    public async Task Wrong_input_is_told_in_a_sentence(string address, string sentence)
    {
        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(await ServicesAsync(Busy()), address);

        Assert.Contains(sentence, WebUtility.HtmlDecode(await page.HtmlAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_told_once()
    {
        FakeHistory history = Busy();
        history.Fault = new TrafficStoreException("the disk is gone.", new IOException());
        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(await ServicesAsync(history), "/");

        string html = await page.HtmlAsync();

        Assert.Equal(2, html.Split("The history cannot be read just now: the disk is gone.").Length);
    }

    private static FakeHistory Busy()
    {
        var history = new FakeHistory();
        TrafficRecord record = Records.Get("slow.example") with
        {
            Timestamp = Records.Get().Timestamp.AddMinutes(-5),
            Client = IPAddress.Parse("192.0.2.20"),
            TimeToFirstByte = TimeSpan.FromMilliseconds(700),
        };
        history.Add(record with { Timestamp = Records.Get().Timestamp.AddDays(-2), Host = "long-ago.example" });
        history.Add(record);
        history.Add(record with { Status = 404 });
        history.Add(record with { Host = "ads.example", Result = TrafficResult.Blocked, Status = 403, TimeToFirstByte = null });
        history.Add(record with { Host = "of-another.example", Client = IPAddress.Parse("192.0.2.10") });
        return history;
    }

    private static async Task<IServiceCollection> ServicesAsync(FakeHistory history) => Markup.Services(await Books.OpenAsync())
        .AddSingleton(new StoredHistory(history)).AddSingleton(new KeptResponses(null))
        .AddSingleton(new ProxyCounters(TimeProvider.System)).AddSingleton<HistoryPulse>()
        .AddSingleton(new PortalInfo("0.1.0", "127.0.0.1:8080"));
}
