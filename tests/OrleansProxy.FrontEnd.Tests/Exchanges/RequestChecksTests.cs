using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

public sealed class RequestChecksTests
{
    [Fact]
    public async Task A_blocked_host_gets_a_page_that_names_the_rule_and_keeps_its_connection()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["ads.test"]);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(
            "GET http://WWW.Ads.Test./<script>alert(1)</script> HTTP/1.1\r\nHost: fine.test\r\nAccept: text/html,*/*\r\n\r\n");
        string page = await client.ReadThroughAsync("</html>");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html; charset=utf-8\r\n", page, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-", page, StringComparison.Ordinal);
        Assert.Contains("\r\nCache-Control: no-store\r\n", page, StringComparison.Ordinal);
        Assert.Contains("<h1>www.ads.test is blocked</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Rule</dt><dd><code>ads.test</code></dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);

        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.Blocked, 403, "www.ads.test", "ads.test"), (record.Result, record.Status, record.Host, record.Rule));

        // The same connection, a body that is dropped, and text for what is no browser.
        await client.SendAsync("POST http://ads.test/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcHEAD http://ads.test/ HTTP/1.1\r\nHost: x\r\n\r\n");
        string text = await client.ReadThroughAsync("-- OrleansProxy\n");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\nRule: ads.test\n", text, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", await client.ReadHeadAsync(), StringComparison.Ordinal);
        client.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("CONNECT ads.test:443 HTTP/1.1\r\nHost: fine.test\r\n\r\n")]
    [InlineData("POST http://ads.test/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("POST http://ads.test/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("POST http://ads.test/ HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\nhello")]
    public async Task A_rule_blocks_whatever_the_method_and_however_much_body_is_to_come(string request)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["ads.test"]);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(request);
        client.EndSending();
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(TrafficResult.Blocked, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task More_requests_than_the_limit_are_refused_with_the_time_to_wait_which_is_enough()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Limits.Count = 2;
            settings.Blacklist.Rules = ["*"];
            settings.Time = time;
        });
        using Wire client = await proxy.ConnectAsync();
        foreach ((TrafficResult expected, string limit) in ((TrafficResult, string)[])[
            (TrafficResult.Blocked, "r=1"), (TrafficResult.Blocked, "r=0"), (TrafficResult.RateLimited, "r=0;t=10")])
        {
            await client.SendAsync("GET http://x.test/ HTTP/1.1\r\nHost: x\r\n\r\n");
            string told = await client.ReadThroughAsync("-- OrleansProxy\n");
            TrafficRecord record = await proxy.Traffic.NextAsync();
            Assert.Equal((expected, 2), (record.Result, record.LimitOf));
            Assert.Contains(
                $"\r\nRateLimit-Policy: \"default\";q=2;w=10\r\nRateLimit: \"default\";{limit}\r\n", told, StringComparison.Ordinal);
            if (expected is TrafficResult.RateLimited)
            {
                Assert.StartsWith("HTTP/1.1 429 Too Many Requests\r\n", told, StringComparison.Ordinal);
                Assert.Contains("\r\nRetry-After: 10\r\n", told, StringComparison.Ordinal);
            }
        }

        time.Advance(TimeSpan.FromSeconds(10));
        await client.SendAsync("GET http://x.test/ HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.ReadThroughAsync("-- OrleansProxy\n");
        Assert.Equal(TrafficResult.Blocked, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task An_answer_of_an_origin_says_nothing_of_our_limit_and_keeps_what_the_origin_says_of_its_own()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nRateLimit: \"theirs\";r=7\r\nContent-Length: 1\r\n\r\na");
        string relayed = await client.ReadThroughAsync("\r\n\r\na");
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        string stored = await client.ReadThroughAsync("\r\n\r\na");
        Assert.All([relayed, stored], head =>
        {
            Assert.Contains("\r\nRateLimit: \"theirs\";r=7\r\n", head, StringComparison.Ordinal);
            Assert.DoesNotContain("\"default\"", head, StringComparison.Ordinal);
        });
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task A_client_that_may_not_use_the_proxy_is_told_so()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Clients.AllowClients = ["10.0.0.0/8"]);
        foreach (string target in (string[])["http://x.test/", "http://proxy-stats/", "/"])
        {
            string told = await AskAsync(proxy, target);
            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", told, StringComparison.Ordinal);
            Assert.Contains("Proxy:AllowClients", told, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.ClientRefused, (await proxy.Traffic.NextAsync()).Result);
        }
    }

    [Fact]
    public async Task A_port_that_is_not_for_HTTP_is_refused_by_name()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        Assert.Contains("Port 25 is not in Proxy:HttpPorts", await AskAsync(proxy, "http://127.0.0.1:25/"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(TestProxy proxy, string target)
    {
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        client.EndSending();
        return await client.ReadToEndAsync();
    }
}
