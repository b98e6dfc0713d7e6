using OrleansProxy.EndToEnd.Tests.Harness;
using OrleansProxy.EndToEnd.Tests.Story;

namespace OrleansProxy.EndToEnd.Tests.Browsers;

/// <summary>Debian's Firefox with the built program as its proxy.</summary>
public sealed class FirefoxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_opens_pages_over_HTTP_and_HTTPS_and_is_told_of_a_block()
    {
        await using var http = await LocalOrigin.StartHttpAsync();
        await using var https = await LocalOrigin.StartHttpsAsync();
        await using var proxy = await ProxyProcess.StartAsync(_folder, "--Blacklist:Rules", "blocked.test");
        await using var firefox = await FirefoxBrowser.StartAsync(proxy);

        foreach (LocalOrigin origin in (LocalOrigin[])[http, https])
        {
            await firefox.OpenAsync(origin.Url("/hello"));
            Assert.Equal(OriginPages.Greeting, await firefox.EvaluateAsync("document.querySelector('h1').innerText"));
            Assert.Equal(200, await firefox.StatusAsync());
            await Pictures.SaveForReviewAsync(await firefox.PictureAsync(), $"firefox-{origin.Scheme}");
        }

        await firefox.OpenAsync("http://www.blocked.test/");
        Assert.Equal(403, await firefox.StatusAsync());
        Assert.Equal("www.blocked.test is blocked", await firefox.EvaluateAsync("document.querySelector('h1').innerText"));
        string page = await firefox.EvaluateAsync("document.body.innerText");
        Assert.Contains("403 Forbidden", page, StringComparison.Ordinal);
        Assert.Contains("The rule blocked.test blocks www.blocked.test.", page, StringComparison.Ordinal);
        await Pictures.SaveForReviewAsync(await firefox.PictureAsync(), "firefox-blocked");

        Assert.Equal(0, await proxy.StopAsync());
        string[] results = [.. File.ReadLines(_folder.File("proxy_log.txt"))];
        Assert.Contains(results, line => line.Contains($"GET {http.Url("/hello")} 200 forwarded", StringComparison.Ordinal));
        Assert.Contains(results, line => line.Contains($"CONNECT localhost:{https.Port} 200 tunnelled", StringComparison.Ordinal));
        Assert.Contains(results, line => line.Contains("GET http://www.blocked.test/ 403 blocked", StringComparison.Ordinal));
    }
}
