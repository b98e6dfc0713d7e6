using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LogPageTests
{
    private readonly FakeHistory _history = new();

    public LogPageTests()
    {
        _history.Add(Old("fine.example"));
        _history.Add(Old("blocked.example", TrafficResult.Blocked));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Of_two_reads_that_overlap_only_the_later_is_shown_and_only_one_feed_is_followed(int first, int second)
    {
        var history = new FakeHistory();
        TrafficRecord record = Records.Get("old.example");
        history.Add(record with { Timestamp = record.Timestamp.AddMinutes(-1) });
        history.Add(record with { Timestamp = record.Timestamp.AddMinutes(-1), Host = "new.example" });
        var reads = new HeldReads(history);
        var traffic = new CountedTraffic();
        IServiceCollection services = Markup.Services(await Books.OpenAsync())
            .AddSingleton(new StoredHistory(history)).AddSingleton<ILiveTraffic>(traffic);

        await using OpenPage<LogPage> page = await OpenPage<LogPage>.BeginAsync(services, "/log?host=old.example");
        await page.NavigateAsync("/log?host=new.example");
        Assert.Equal(2, reads.Count);
        reads.LetGo(first);
        reads.LetGo(second);

        string html = await page.HtmlAsync();
        Assert.Contains("<span class=\"host\">new.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<span class=\"host\">old.example", html, StringComparison.Ordinal);
        Assert.Equal(1, traffic.Subscribed);
    }

    [Fact]
    public async Task It_shows_what_its_address_asks_for_and_each_filter_as_a_chip()
    {
        string html = await HtmlAsync("/log?status=4xx&result=blocked&client=192.0.2.10&method=GET&host=*.example&range=24h");

        Assert.Contains("blocked.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"host\">fine.example", html, StringComparison.Ordinal);
        Assert.Contains("Status <b>4xx</b>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log?range=24h&amp;result=blocked&amp;host=%2A.example&amp;client=192.0.2.10&amp;method=GET\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/log/export?range=24h", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_input_is_told_and_nothing_is_asked()
    {
        string html = WebUtility.HtmlDecode(await HtmlAsync("/log?status=abc&from=soon&before=x"));

        Assert.Contains("“abc” is no status", html, StringComparison.Ordinal);
        Assert.Contains("times in the address cannot be read", html, StringComparison.Ordinal);
        Assert.Contains("This cannot be asked", html, StringComparison.Ordinal);
        Assert.DoesNotContain("fine.example", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_fits_it_says_which_filter_to_take_away()
    {
        string html = await HtmlAsync("/log?host=fine&status=418&range=24h");

        Assert.Contains("Nothing fits the filters", html, StringComparison.Ordinal);
        string culprits = html[html.IndexOf("data-testid=\"culprits\"", StringComparison.Ordinal)..];
        Assert.Contains("Status <b>418</b>", culprits, StringComparison.Ordinal);
        Assert.DoesNotContain("Host contains", culprits, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_page_lies_below_a_key_and_the_last_one_says_so()
    {
        for (int i = 0; i < 100; i++)
        {
            _history.Add(Old($"h{i}.example"));
        }

        string newest = await HtmlAsync("/log?host=h");
        string older = await HtmlAsync("/log?host=h&before=43");

        Assert.Contains("data-testid=\"older\"", newest, StringComparison.Ordinal);
        Assert.DoesNotContain("data-testid=\"no-more\"", newest, StringComparison.Ordinal);
        Assert.Contains(">h39.example<", older, StringComparison.Ordinal);
        Assert.DoesNotContain(">h40.example<", older, StringComparison.Ordinal);
        Assert.DoesNotContain("data-testid=\"live\"", older, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"no-more\"", older, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"latest\"", older, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_live_is_shown_only_where_it_fits()
    {
        var traffic = new CountedTraffic();
        traffic.Publish(Records.Get("live.example", TrafficResult.Blocked));
        traffic.Publish(Records.Get("other.example"));

        string html = await HtmlAsync("/log?status=403", traffic);

        Assert.Contains("live.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("other.example", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_is_told_in_a_sentence()
    {
        _history.Fault = new TrafficStoreException("the disk is gone.", new IOException());

        Assert.Contains("The history cannot be read just now: the disk is gone.", await HtmlAsync("/log"), StringComparison.Ordinal);
    }

    private static TrafficRecord Old(string host, TrafficResult result = TrafficResult.Forwarded) =>
        Records.Get(host, result) with { Timestamp = Records.Get().Timestamp.AddMinutes(-1) };

    private async Task<string> HtmlAsync(string address, ILiveTraffic? traffic = null)
    {
        IServiceCollection services = Markup.Services(await Books.OpenAsync())
            .AddSingleton(new StoredHistory(_history)).AddSingleton(traffic ?? new CountedTraffic());
        await using OpenPage<LogPage> page = await OpenPage<LogPage>.BeginAsync(services, address);
        return await page.HtmlAsync();
    }
}
