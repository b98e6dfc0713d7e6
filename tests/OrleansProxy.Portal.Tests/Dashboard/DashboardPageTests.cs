using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Portal.Dashboard;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Counters;
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
        IServiceCollection services = Markup.Services(await Books.OpenAsync())
            .AddSingleton(new StoredHistory(history)).AddSingleton(new KeptResponses(null))
            .AddSingleton(new ProxyCounters(TimeProvider.System)).AddSingleton<HistoryPulse>()
            .AddSingleton(new PortalInfo("0.1.0", "127.0.0.1:8080"));

        await using OpenPage<DashboardPage> page = await OpenPage<DashboardPage>.BeginAsync(services, "/?client=192.0.2.10");
        await page.NavigateAsync("/?client=192.0.2.20");
        Assert.Equal(2, reads.Count);
        reads.LetGo(1);
        reads.LetGo(0);

        string html = await page.HtmlAsync();
        Assert.Contains("new.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain("old.example", html, StringComparison.Ordinal);
    }
}
