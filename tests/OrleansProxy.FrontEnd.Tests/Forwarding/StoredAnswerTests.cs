using OrleansProxy.Caching;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class StoredAnswerTests
{
    [Fact]
    public async Task A_fresh_stored_answer_is_served_without_the_origin()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string first = await StoreAsync(proxy, origin, client, "Cache-Control: max-age=600\r\nETag: \"1\"\r\nContent-Length: 5\r\n\r\nhello");
        Assert.Contains("\r\nCache-Status: orleansproxy; fwd=uri-miss; stored\r\n", first, StringComparison.Ordinal);

        await client.SendAsync(Get(origin));
        string hit = await client.ReadThroughAsync("hello");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", hit, StringComparison.Ordinal);
        Assert.Contains("\r\nCache-Status: orleansproxy; hit; ttl=", hit, StringComparison.Ordinal);
        Assert.Contains("\r\nAge: ", hit, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 5\r\n", hit, StringComparison.Ordinal);
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal(TrafficResult.Hit, record.Result);
        Assert.StartsWith("orleansproxy; hit", record.CacheStatus, StringComparison.Ordinal);

        await client.SendAsync($"HEAD http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Contains("\r\nContent-Length: 5\r\n", await client.ReadHeadAsync(), StringComparison.Ordinal);

        await client.SendAsync(Get(origin, "If-None-Match: \"1\"\r\n"));
        string notModified = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 304 Not Modified\r\n", notModified, StringComparison.Ordinal);
        Assert.Contains("\r\nETag: \"1\"\r\n", notModified, StringComparison.Ordinal);
        Assert.False(origin.HasCaller);
        client.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_chunked_answer_is_stored_and_served_with_its_length()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await StoreAsync(proxy, origin, client, "Cache-Control: max-age=600\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        await client.ReadThroughAsync("0\r\n\r\n");
        await client.SendAsync(Get(origin));
        string hit = await client.ReadThroughAsync("hello");
        Assert.Contains("\r\nContent-Length: 5\r\n", hit, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", hit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_stored_answer_is_served_once_the_origin_has_confirmed_it()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await StoreStaleAsync(proxy, origin, client);

        await client.SendAsync(Get(origin, "If-None-Match: \"mine\"\r\n"));
        string asked = await atOrigin.ReadHeadAsync();
        Assert.Contains("\r\nIf-None-Match: \"1\"\r\n", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", asked, StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nX-New: yes\r\n\r\n");
        string validated = await client.ReadThroughAsync("hello");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", validated, StringComparison.Ordinal);
        Assert.Contains("\r\nX-New: yes\r\n", validated, StringComparison.Ordinal);
        Assert.Contains("\r\nCache-Status: orleansproxy; fwd=stale; fwd-status=304; stored\r\n", validated, StringComparison.Ordinal);
        Assert.Equal(TrafficResult.Validated, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_304_about_another_answer_makes_the_proxy_ask_again_without_conditions()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await StoreStaleAsync(proxy, origin, client);

        await client.SendAsync(Get(origin));
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n");
        using Wire again = await origin.AcceptAsync();
        Assert.DoesNotContain("If-None-Match", await again.ReadHeadAsync(), StringComparison.Ordinal);
        await again.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnew");
        Assert.EndsWith("\r\n\r\nnew", await client.ReadThroughAsync("new"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_wants_a_stored_answer_only_gets_504_where_there_is_none()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Get(origin, "Cache-Control: only-if-cached\r\n"));
        Assert.StartsWith("HTTP/1.1 504 ", await client.ReadThroughAsync("-- OrleansProxy\n"), StringComparison.Ordinal);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task An_answer_that_was_not_whole_is_not_stored()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using (Wire client = await proxy.ConnectAsync())
        {
            await client.SendAsync(Get(origin));
            using Wire atOrigin = await origin.AcceptAsync();
            await atOrigin.ReadHeadAsync();
            await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\nContent-Length: 5\r\n\r\nhel");
            atOrigin.EndSending();
            await client.ReadToEndAsync();
            await proxy.Traffic.NextAsync();
        }

        using Wire next = await proxy.ConnectAsync();
        await next.SendAsync(Get(origin));
        using Wire asked = await origin.AcceptAsync();
        Assert.StartsWith("GET / ", await asked.ReadHeadAsync(), StringComparison.Ordinal);
    }

    private static string Get(TestOrigin origin, string fields = "") =>
        $"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n{fields}\r\n";

    private static async Task<string> StoreAsync(TestProxy proxy, TestOrigin origin, Wire client, string answer)
    {
        await client.SendAsync(Get(origin));
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n" + answer);
        string served = await client.ReadThroughAsync("hello");
        await proxy.Traffic.NextAsync();
        return served;
    }

    private static async Task<Wire> StoreStaleAsync(TestProxy proxy, TestOrigin origin, Wire client)
    {
        await client.SendAsync(Get(origin));
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=0\r\nETag: \"1\"\r\nContent-Length: 5\r\n\r\nhello");
        await client.ReadThroughAsync("hello");
        await proxy.Traffic.NextAsync();
        return atOrigin;
    }
}
