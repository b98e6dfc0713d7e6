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
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }
}
