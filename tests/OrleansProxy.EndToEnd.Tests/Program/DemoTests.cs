using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;
using OrleansProxy.EndToEnd.Tests.Story;

namespace OrleansProxy.EndToEnd.Tests.Program;

/// <summary>The demo, and the pictures of the README that want more traffic than a test can make.</summary>
public sealed class DemoTests : IDisposable
{
    private const long PlausibleMonth = 10_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_shows_a_month_of_traffic_and_says_that_it_is_synthetic()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await using var demo = await ProxyProcess.StartDemoAsync(_folder);
        Assert.NotNull(demo.SetupLink);
        var page = await browser.OpenAdministratorAsync();
        var portal = new PortalPages(page, demo.PortalAddress);
        await portal.SetUpAsync(demo.SetupLink, "a long enough password");

        Assert.Contains("synthetic", await page.GetByTestId("demo-banner").InnerTextAsync(), StringComparison.Ordinal);
        await portal.ShowRangeAsync("30d");
        await Eventually.TrueAsync(async () => await portal.RequestsAsync() > PlausibleMonth, TimeSpan.FromSeconds(10));
        await TakePicturesAsync(portal);

        Assert.Equal(0, await demo.StopAsync());
    }

    private static async Task TakePicturesAsync(PortalPages portal)
    {
        IPage page = portal.Page;
        await portal.ShowRangeAsync("7d");
        await Pictures.ForReadmeAsync(page, "dashboard");
        await portal.OpenLogAsync();
        await Pictures.ForReviewAsync(page, "log");
        await portal.OpenRulesAsync();
        await Pictures.ForReviewAsync(page, "rules");
        await portal.OpenDashboardAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Pictures.ForReviewAsync(page, "dashboard-dark");
        await page.SetViewportSizeAsync(390, 844);
        await page.ReloadAsync();
        await portal.RequestsAsync();
        await Pictures.ForReviewAsync(page, "dashboard-phone");
    }
}
