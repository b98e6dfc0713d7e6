using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansProxy.Portal.Tests.Fakes;

namespace OrleansProxy.Portal.Tests.Security;

public sealed class PortalGatesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost:8081", HttpStatusCode.OK)]
    [InlineData("[::1]:8081", HttpStatusCode.OK)]
    [InlineData("proxy.home.example", HttpStatusCode.OK)]
    [InlineData("Proxy.Home.Example.:8081", HttpStatusCode.OK)]
    [InlineData("localhost.", HttpStatusCode.OK)]
    [InlineData("[fd00::1]:8081", HttpStatusCode.OK)]
    [InlineData("[FD00:0::2]", HttpStatusCode.OK)]
    [InlineData("[fd00::3]", HttpStatusCode.Forbidden)]
    [InlineData("rebound.attacker.example", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.1", HttpStatusCode.Forbidden)]
    public async Task Only_hosts_that_are_the_portals_are_answered(string host, HttpStatusCode expected)
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync(options => options.AllowedHosts = ["proxy.home.example", "fd00::1", "[fd00::2]"]);
        using TestBrowser browser = portal.OpenBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = host } };

        using HttpResponseMessage response = await browser.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(expected == HttpStatusCode.Forbidden, text.Contains("Admin:AllowedHosts", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nVia: 1.1 proxy\r\n")]
    [InlineData("GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nProxy-Connection: keep-alive\r\n")]
    [InlineData("GET http://127.0.0.1/login HTTP/1.1\r\nHost: 127.0.0.1\r\n")]
    public async Task A_request_that_came_through_a_proxy_is_refused(string head)
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, portal.Address.Port, Cancel);

        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + "Connection: close\r\n\r\n"), Cancel);

        using var reader = new StreamReader(socket.GetStream());
        Assert.Contains(" 403 ", await reader.ReadLineAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_has_a_strict_policy_and_is_not_kept()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();

        using HttpResponseMessage response = await browser.GetAsync("/login");

        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task An_unknown_address_is_answered_404_with_a_page()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        await browser.SignInAsync();

        using HttpResponseMessage response = await browser.GetAsync("/no/such/page");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("blazor.web.js", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_holds_a_script_or_style_of_its_own()
    {
        await using PortalTestHost portal = await PortalTestHost.StartAsync();
        using TestBrowser browser = portal.OpenBrowser();
        await browser.SignInAsync();

        foreach (string path in new[] { "/", "/log", "/rules", "/users", "/login" })
        {
            string html = await (await browser.GetAsync(path)).Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        }
    }
}
