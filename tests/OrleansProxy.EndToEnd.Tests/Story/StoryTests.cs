using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>A person's first half hour with the program, from the set-up link to SQL.</summary>
public sealed class StoryTests : IAsyncDisposable
{
    private const string Administrator = "admin";
    private const string LastingRule = "ads.example";
    private const string Password = "a long enough password";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Browse_see_block_be_told_why_allow_and_ask_SQL()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        var sql = new Sqlite3Command(_folder);
        await using var http = await LocalOrigin.StartHttpAsync();
        await using var https = await LocalOrigin.StartHttpsAsync();
        var answers = new Answers();
        long counted;

        await using (var proxy = await ProxyProcess.StartAsync(_folder))
        {
            var portal = await SetUpAsync(browser, proxy);
            var visitor = await browser.OpenVisitorAsync(proxy);
            answers.Follow(visitor);

            await using (new LastPicture(portal.Page, "portal-at-the-end"))
            {
                await SeeTrafficAsync(portal, visitor, http, https, answers);
                await BlockAndAllowAsync(portal, visitor, http);
                await ExportRefusedAsync(portal);
                counted = await CompareNumbersAsync(portal, visitor);
            }

            Assert.Equal(0, await proxy.StopAsync());
        }

        await HoldAllRowsAsync(sql, http, counted);
        string[] hosts = await sql.QueryAsync("SELECT destination_host, COUNT(*) FROM requests GROUP BY 1");
        Assert.Contains(hosts, row => row.StartsWith("localhost|", StringComparison.Ordinal));

        await using var again = await ProxyProcess.StartAsync(_folder);
        await FindAllAgainAsync(browser, again);
        Assert.Equal(0, await again.StopAsync());
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<PortalPages> SetUpAsync(ChromiumBrowser browser, ProxyProcess proxy)
    {
        Assert.NotNull(proxy.SetupLink);
        var portal = new PortalPages(await browser.OpenAdministratorAsync(), proxy.PortalAddress);
        await portal.SetUpAsync(proxy.SetupLink, Password);
        Assert.Equal(0, await portal.RequestsAsync());
        return portal;
    }

    private static async Task SeeTrafficAsync(
        PortalPages portal, IPage visitor, LocalOrigin http, LocalOrigin https, Answers answers)
    {
        string chart = await portal.ChartAsync();
        await visitor.GotoAsync(http.Url("/gallery"), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await visitor.GotoAsync(https.Url("/hello"));
        Assert.Equal(OriginPages.Greeting, await visitor.Locator("h1").InnerTextAsync());
        Assert.Empty(answers.Failures);
        Assert.True(http.Requests > OriginPages.GallerySize, $"the origin saw {http.Requests} requests");

        await Eventually.TrueAsync(async () => await portal.RequestsAsync() >= http.Requests, Second);
        await Eventually.TrueAsync(async () => await portal.ChartAsync() != chart, Second);
        await Pictures.ForReviewAsync(portal.Page, "first-requests");
        await portal.OpenLogAsync();
        int before = await portal.LogRowCountAsync();
        await visitor.GotoAsync(http.Url("/hello"));
        await Eventually.TrueAsync(async () => await portal.LogRowCountAsync() > before, Second);
        await Pictures.ForReviewAsync(portal.Page, "live-log");
    }

    private static async Task BlockAndAllowAsync(PortalPages portal, IPage visitor, LocalOrigin http)
    {
        await PortalPages.BlockAsync(portal.NewestLogRow("localhost"));
        var refused = await visitor.GotoAsync(http.Url("/hello"));
        Assert.Equal(403, refused!.Status);
        Assert.Contains("localhost", await visitor.Locator("dt:text-is('Rule') + dd").InnerTextAsync(), StringComparison.Ordinal);
        await Pictures.ForReviewAsync(visitor, "blocked");

        await portal.OpenAsync(portal.NewestLogRow("localhost", "403"));
        string reason = await portal.OpenedRow.InnerTextAsync();
        Assert.Contains("Blocked by the rule localhost", reason, StringComparison.Ordinal);
        await Pictures.ForReadmeAsync(portal.Page, "decision");

        // Allowing takes the rule back that blocking made; one that is written by hand stays until somebody removes it.
        await PortalPages.AllowAsync(portal.OpenedRow);
        await portal.CloseAsync();
        await portal.AddRuleAsync(LastingRule);
        var allowed = await visitor.GotoAsync(http.Url("/hello"));
        Assert.Equal(200, allowed!.Status);
        Assert.Equal(OriginPages.Greeting, await visitor.Locator("h1").InnerTextAsync());
    }

    private static async Task ExportRefusedAsync(PortalPages portal)
    {
        await portal.OpenLogAsync();
        await portal.FilterByStatusAsync("403");
        await Eventually.TrueAsync(async () => await portal.LogRowCountAsync() == await portal.LogRowCountAsync("403"), Patience);
        await Pictures.ForReviewAsync(portal.Page, "log-filtered");

        await Eventually.TrueAsync(async () => (await portal.ExportAsync()).Lines.Length > 1, Patience);
        (string name, string[] lines) = await portal.ExportAsync();
        Assert.Matches(@"^orleansproxy-until-\d{8}T\d{4}Z\.csv$", name);
        Assert.StartsWith("id,timestamp,source_ip,destination_host,", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Contains(",403,blocked,", line, StringComparison.Ordinal));
        Assert.Contains(lines[1..], line => line.Contains(",localhost,", StringComparison.Ordinal) && line.Contains("/hello", StringComparison.Ordinal));
    }

    /// <returns>The requests that the stats page and the dashboard agree on.</returns>
    private static async Task<long> CompareNumbersAsync(PortalPages portal, IPage visitor)
    {
        var stats = new StatsPage(visitor);
        await stats.OpenAsync();
        long requests = await stats.RequestsAsync();
        Assert.True(await stats.BlockedAsync() >= 1);
        await portal.OpenDashboardAsync();
        await Eventually.EqualAsync(requests, portal.RequestsAsync, Patience);
        return requests;
    }

    private static async Task HoldAllRowsAsync(Sqlite3Command sql, LocalOrigin http, long counted)
    {
        const string remembered = "SELECT COUNT(*) FROM all_requests WHERE result <> 'served'";
        // The browser may have opened a tunnel on its own account after they were counted.
        Assert.True(await sql.NumberAsync(remembered) >= counted);
        long blocked = await sql.NumberAsync("SELECT COUNT(*) FROM blocked_requests WHERE reason = 'localhost'");
        Assert.InRange(blocked, 1, long.MaxValue);
        Assert.Equal(http.Requests + blocked, await sql.NumberAsync($"{remembered} AND destination_port = {http.Port}"));
    }

    private static async Task FindAllAgainAsync(ChromiumBrowser browser, ProxyProcess again)
    {
        Assert.Null(again.SetupLink);
        var portal = new PortalPages(await browser.OpenAdministratorAsync(), again.PortalAddress);
        await portal.SignInAsync(Administrator, Password);
        Assert.True(await portal.RequestsAsync() > OriginPages.GallerySize);
        await portal.OpenRulesAsync();
        var rules = portal.Rules.Filter(new() { HasText = LastingRule });
        await Eventually.TrueAsync(async () => await rules.CountAsync() > 0, Patience);
    }
}
