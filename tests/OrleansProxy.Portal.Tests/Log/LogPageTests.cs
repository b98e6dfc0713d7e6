using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LogPageTests
{
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
}
