using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>A list of names from a file: it blocks, says so, is shown, follows the file, and gives way to a rule.</summary>
public sealed class ListTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_list_blocks_says_so_follows_its_file_and_gives_way_to_a_rule()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await using var origin = await LocalOrigin.StartHttpAsync();
        Write("# hosts\n0.0.0.0 tracker.example metrics.example\n||localhost^\n||ads.example^$third-party\n");
        await using var proxy = await ProxyProcess.StartAsync(_folder, "--Blacklist:Files", "lists/ads.txt,lists/gone.txt");
        var curl = new CurlCommand(proxy);
        Assert.Contains("Rule: ads.txt: localhost", (await curl.RunAsync(origin.Url("/hello"))).Output, StringComparison.Ordinal);

        Assert.NotNull(proxy.SetupLink);
        var portal = new PortalPages(await browser.OpenAdministratorAsync(), proxy.PortalAddress);
        await portal.SetUpAsync(proxy.SetupLink, "a long enough password");
        await portal.OpenRulesAsync();
        await portal.Page.GetByTestId("lists-row").Filter(new() { HasText = "ads.txt" }).WaitForAsync();
        Assert.Contains("There is no such file.", await portal.Page.GetByTestId("list-fault").InnerTextAsync(), StringComparison.Ordinal);
        await portal.AddRuleAsync("@@=localhost");
        await TakePicturesAsync(portal.Page);
        Assert.Contains(OriginPages.Greeting, (await curl.RunAsync(origin.Url("/hello"))).Output, StringComparison.Ordinal);

        Write("0.0.0.0 tracker.example\nevil.example\n");
        await Eventually.TrueAsync(async () => (await curl.RunAsync("http://www.evil.example/")).Output.Contains("ads.txt: evil.example", StringComparison.Ordinal), Patience);
        Assert.Equal(0, await proxy.StopAsync());
    }

    private static async Task TakePicturesAsync(IPage page)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(390, 844);
            await page.GetByTestId("list-table").ScrollIntoViewIfNeededAsync();
            await Pictures.ForReviewAsync(page, $"lists-phone-{scheme}".ToLowerInvariant());
            await page.SetViewportSizeAsync(1440, 900);
            await Pictures.ForReviewAsync(page, $"lists-wide-{scheme}".ToLowerInvariant());
        }
    }

    private void Write(string text)
    {
        Directory.CreateDirectory(_folder.File("lists"));
        File.WriteAllText(_folder.File("lists/ads.txt"), text);
    }
}
