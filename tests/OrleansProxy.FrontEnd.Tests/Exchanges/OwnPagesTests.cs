using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

public sealed class OwnPagesTests
{
    [Theory]
    [InlineData("http://proxy-stats/")]
    [InlineData("http://PROXY-stats")]
    [InlineData("http://proxy-stats:80/")]
    public async Task The_stats_page_is_served_for_its_exact_host_and_neither_counted_nor_limited(string target)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Limits.Count = 1);
        using Wire client = await proxy.ConnectAsync();
        for (int look = 0; look < 3; look++)
        {
            await client.SendAsync($"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n");
            string page = await client.ReadThroughAsync("</html>");
            Assert.StartsWith("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", page, StringComparison.Ordinal);
            Assert.Contains("\r\nRefresh: 5\r\n", page, StringComparison.Ordinal);
            Assert.Contains("<h1>Proxy statistics</h1>", page, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.Served, (await proxy.Traffic.NextAsync()).Result);
        }

        Assert.Equal(0, proxy.Counters.Read().Requests);
    }

    [Theory]
    [InlineData("http://proxy-stats.evil.test/")]
    [InlineData("http://evil.test/?proxy-stats")]
    [InlineData("http://evil.test/proxy-stats/")]
    [InlineData("http://proxy-stats:8080/")]
    public async Task Nothing_else_is_the_stats_page(string target)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["*"]);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET {target} HTTP/1.1\r\nHost: proxy-stats\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_other_page_at_the_host_of_the_stats_page()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("GET http://proxy-stats/favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task The_script_for_browsers_names_the_address_that_was_asked_and_nothing_that_the_request_says(string host)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Proxy.Host = host);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("GET /proxy.pac?a=evil.test HTTP/1.1\r\nHost: evil.test:1\r\nX-Forwarded-Host: evil.test\r\n\r\n");
        string head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 200 OK\r\nContent-Type: application/x-ns-proxy-autoconfig\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nCache-Control: private, max-age=300\r\n", head, StringComparison.Ordinal);
        string script = await client.ReadThroughAsync("  return false;\n}\n");
        Assert.StartsWith($"var proxy = \"PROXY {proxy.Server.EndPoint}\";\n", script, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", script, StringComparison.Ordinal);
        Assert.Equal(TrafficResult.Served, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task The_script_answers_HEAD_and_no_other_method()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        string told = await proxy.AskOnceAsync("HEAD /proxy.pac HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", told, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", told, StringComparison.Ordinal);
        foreach (string method in (string[])["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"])
        {
            told = await proxy.AskOnceAsync($"{method} /proxy.pac HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 405 Method Not Allowed\r\n", told, StringComparison.Ordinal);
            Assert.Contains("\r\nAllow: GET, HEAD\r\n", told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true, "HTTP/1.1 200 ")]
    [InlineData(false, "HTTP/1.1 404 ")]
    public async Task Wpad_is_served_only_where_it_is_wanted(bool wanted, string status)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Proxy.Wpad = wanted);
        string told = await proxy.AskOnceAsync("GET /wpad.dat HTTP/1.0\r\n\r\n");
        Assert.StartsWith(status, told, StringComparison.Ordinal);
        Assert.Equal(wanted, told.Contains("FindProxyForURL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/proxy.pac/")]
    [InlineData("/PROXY.PAC")]
    [InlineData("//proxy.pac")]
    public async Task The_script_stands_at_its_exact_path(string path)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        Assert.Contains("text/html", await proxy.AskOnceAsync($"GET {path} HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_is_for_clients_that_may_use_the_proxy()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Clients.AllowClients = ["192.0.2.1"]);
        string told = await proxy.AskOnceAsync("GET /proxy.pac HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 ", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / ")]
    [InlineData("GET /anything?x=<script> ")]
    [InlineData("OPTIONS * ")]
    public async Task A_request_to_the_proxy_itself_gets_the_page_that_explains_it(string start)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{start}HTTP/1.1\r\nHost: {proxy.Server.EndPoint}\r\n\r\n");
        string page = await client.ReadThroughAsync("</html>");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", page, StringComparison.Ordinal);
        Assert.Contains($"<code>{proxy.Server.EndPoint}</code>", page, StringComparison.Ordinal);
        Assert.Contains($"<code>http://{proxy.Server.EndPoint}/proxy.pac</code>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }
}
