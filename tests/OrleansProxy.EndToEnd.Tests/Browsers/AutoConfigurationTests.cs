using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Browsers;

/// <summary>Chromium finds the built program by the script that it serves.</summary>
public sealed class AutoConfigurationTests : IDisposable
{
    /// <summary>What a browser adds to the script's language, as much of it as the script uses.</summary>
    private const string Decide = """
        ([script, hosts]) => {
          const number = address => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
          const isInNet = (host, network, mask) => ((number(host) ^ number(network)) & number(mask)) === 0;
          const decide = new Function("isInNet", `${script}; return FindProxyForURL;`)(isInNet);
          return hosts.map(host => decide(`http://${host}/`, host));
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_browser_that_was_given_the_script_alone_browses_through_the_proxy()
    {
        await using var proxy = await ProxyProcess.StartAsync(_folder, "--Blacklist:Rules", "blocked.test");
        await using var browser = await ChromiumBrowser.StartAsync($"--proxy-pac-url={proxy.ProxyAddress}/proxy.pac");
        IPage page = await browser.OpenPageAsync();
        await page.GotoAsync("http://proxy-stats/");
        Assert.Equal("Proxy statistics", await page.Locator("h1").InnerTextAsync());
        IResponse? refused = await page.GotoAsync("http://www.blocked.test/");
        Assert.Equal(403, refused!.Status);
        Assert.Equal("www.blocked.test is blocked", await page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Local_names_and_addresses_go_direct_unless_the_proxy_carries_to_them()
    {
        await using var proxy = await ProxyProcess.StartAsync(_folder, "--Proxy:AllowDestinations", "192.168.7.0/24");
        await using var browser = await ChromiumBrowser.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        string script = await http.GetStringAsync(new Uri($"{proxy.ProxyAddress}/proxy.pac"), TestContext.Current.CancellationToken);
        IPage page = await browser.OpenPageAsync();

        string[] direct =
        [
            "printer", "PRINTER", "localhost", "localhost.", "a.localhost", "printer.local", "nas.home.arpa", "wiki.internal", "127.0.0.1",
            "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.7", "169.254.1.1", "100.64.0.1", "::1", "[::1]", "fe80::1", "fd00::1", "[fc00::1]",
        ];
        string[] proxied =
        [
            "proxy-stats", "example.com", "www.example.com.", "local.example.com", "192.168.7.9", "8.8.8.8", "172.32.0.1",
            "100.128.0.1", "2001:db8::1", "[2001:db8::1]", "10.example.com",
        ];
        Assert.All(await DecideAsync(page, script, direct), answer => Assert.Equal("DIRECT", answer));
        Assert.All(await DecideAsync(page, script, proxied), answer => Assert.Equal($"PROXY 127.0.0.1:{proxy.ProxyPort}", answer));
    }

    private static Task<string[]> DecideAsync(IPage page, string script, string[] hosts) =>
        page.EvaluateAsync<string[]>(Decide, new object[] { script, hosts });
}
