using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Story;

/// <summary>A user of the proxy, from the portal's page of users to a browser that signs in as one.</summary>
public sealed class UsersTests : IAsyncDisposable
{
    private const string Password = "a long enough password";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_user_is_added_browses_with_the_password_and_is_turned_away()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await using var http = await LocalOrigin.StartHttpAsync();
        await using var https = await LocalOrigin.StartHttpsAsync();
        await using var proxy = await ProxyProcess.StartAsync(
            _folder, "--Proxy:RequireCredentials", "true", "--Proxy:ConnectPorts", "1-65535");
        var portal = new PortalPages(await browser.OpenAdministratorAsync(), proxy.PortalAddress);
        await portal.SetUpAsync(proxy.SetupLink!, Password);
        await using var last = new LastPicture(portal.Page, "users-at-the-end");
        await portal.AddUserAsync("alice", Password);
        await portal.AddUserAsync("bob", Password);

        IPage alice = await browser.OpenVisitorAsync(proxy, "alice", Password);
        await alice.GotoAsync(http.Url("/hello"));
        Assert.Equal(OriginPages.Greeting, await alice.Locator("h1").InnerTextAsync());
        await alice.GotoAsync(https.Url("/hello"));
        Assert.Equal(OriginPages.Greeting, await alice.Locator("h1").InnerTextAsync());

        await portal.Users.Filter(new() { HasText = "alice" }).GetByTestId("user-switch").ClickAsync(new() { Force = true });
        await Eventually.EqualAsync(407, async () => (await alice.GotoAsync(http.Url("/hello")))?.Status, Patience);
        await TakePicturesAsync(portal.Page);

        await portal.OpenLogAsync();
        await portal.OpenAsync(portal.NewestLogRow("/hello", "200"));
        Assert.Equal("alice", await portal.OpenedRow.GetByTestId("decision-user").InnerTextAsync());
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task TakePicturesAsync(IPage page)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(390, 844);
            await Pictures.ForReviewAsync(page, $"users-phone-{scheme}".ToLowerInvariant());
            await page.SetViewportSizeAsync(1440, 900);
            await Pictures.ForReviewAsync(page, $"users-wide-{scheme}".ToLowerInvariant());
        }
    }
}
