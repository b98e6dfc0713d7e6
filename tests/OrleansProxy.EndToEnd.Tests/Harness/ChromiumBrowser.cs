using Microsoft.Playwright;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>The installed Chromium, without a window. One program; each context in it is a person of its own.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        // As root, as in a container, Chromium starts only without its sandbox.
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        // It must ask for nothing on its own: each request counts against a limit and shows in the log.
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ChromiumBrowser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Starts it; where there is none, the test is skipped and says so.</summary>
    /// <param name="arguments">What it is given besides.</param>
    public static async Task<ChromiumBrowser> StartAsync(params string[] arguments)
    {
        string? named = Environment.GetEnvironmentVariable("CHROMIUM");
        string program = File.Exists(named) ? named : RequiredProgram.Find("chromium", "chromium-browser", "google-chrome");
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = [.. Arguments, .. arguments] }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A person who goes where the browser's own arguments lead.</summary>
    public async Task<IPage> OpenPageAsync() => await (await _browser.NewContextAsync()).NewPageAsync();

    /// <summary>A person at the portal, without a proxy.</summary>
    public async Task<IPage> OpenAdministratorAsync() => await (await _browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = 1440, Height = 900 },
        ColorScheme = ColorScheme.Light,
    })).NewPageAsync();

    /// <summary>A person who browses through the proxy, to loopback too, which Chromium leaves out unless told.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="user">What they answer when the proxy asks who they are; null for somebody who has no answer.</param>
    /// <param name="password">The password with it.</param>
    public async Task<IPage> OpenVisitorAsync(ProxyProcess proxy, string? user = null, string? password = null) => await (await _browser.NewContextAsync(new()
    {
        Proxy = new() { Server = proxy.ProxyAddress, Bypass = "<-loopback>", Username = user, Password = password },
        IgnoreHTTPSErrors = true,
    })).NewPageAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
