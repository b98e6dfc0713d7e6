using OrleansProxy.Caching;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Tunnels;

public sealed class WebSocketTests
{
    private const string Granted =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: b\r\n\r\n";

    private const string GrantRelayed =
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: b\r\nVia: 1.1 orleansproxy\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    [Fact]
    public async Task The_handshake_is_relayed_and_octets_pass_both_ways_after_it()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Handshake(origin));
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.Equal(
            $"GET /chat HTTP/1.1\r\nHost: {origin.Authority}\r\nSec-WebSocket-Key: a\r\nSec-WebSocket-Version: 13\r\n"
            + "Via: 1.1 orleansproxy\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
            await atOrigin.ReadHeadAsync());
        await atOrigin.SendAsync(Granted + "first");
        Assert.Equal(GrantRelayed, await client.ReadHeadAsync());
        Assert.Equal("first", await client.ReadAsync(5));
        await client.SendAsync("to the origin");
        Assert.Equal("to the origin", await atOrigin.ReadAsync(13));

        TrafficRecord open = await proxy.Traffic.NextAsync();
        Assert.Equal((true, TrafficResult.Tunnelled, 101), (open.IsOpen, open.Result, open.Status));
        Assert.Equal(("GET", "http", "/chat"), (open.Method, open.Scheme, open.PathAndQuery));
        Assert.Equal(1, proxy.Counters.Read().OpenTunnels);
        atOrigin.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
        client.EndSending();
        Assert.Equal("", await atOrigin.ReadToEndAsync());

        TrafficRecord end = await proxy.Traffic.NextAsync();
        Assert.Equal((false, open.TunnelId, TrafficResult.Tunnelled, 101), (end.IsOpen, end.TunnelId, end.Result, end.Status));
        Assert.Equal((13L, 5L, null, null), (end.BytesReceived, end.BytesSent, end.Error, end.CacheStatus));
        Assert.NotNull(end.TimeToFirstByte);
    }

    [Fact]
    public async Task It_may_begin_on_a_connection_that_was_used_before_which_then_serves_nothing_else()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadHeadAsync();
        await proxy.Traffic.NextAsync();

        await client.SendAsync(Handshake(origin));
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync(Granted);
        Assert.Equal(GrantRelayed, await client.ReadHeadAsync());
        client.EndSending();
        Assert.Equal("", await atOrigin.ReadToEndAsync());
        atOrigin.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());

        using Wire other = await proxy.ConnectAsync();
        await other.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire anew = await origin.AcceptAsync();
        await anew.ReadHeadAsync();
    }

    [Fact]
    public async Task Octets_that_came_ahead_of_the_101_pass_after_it_and_not_before()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Handshake(origin) + "with the head");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await client.SendAsync(", after it");

        // Another request that goes to the origin and back shows that what came before has had its time.
        await PassByAsync(proxy, origin);
        Assert.Equal(0, atOrigin.Socket.Available);
        await atOrigin.SendAsync(Granted);
        Assert.Equal(GrantRelayed, await client.ReadHeadAsync());
        Assert.Equal("with the head, after it", await atOrigin.ReadAsync(23));
    }

    [Theory]
    [InlineData("GET http://smuggled.test/ HTTP/1.1\r\nHost: smuggled.test\r\n\r\n", "")]
    [InlineData("", "GET http://smuggled.test/ HTTP/1.1\r\nHost: smuggled.test\r\n\r\n")]
    public async Task Octets_that_came_ahead_of_a_refusal_are_not_sent_and_end_the_connection(string withHead, string afterHead)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Handshake(origin) + withHead);
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await client.SendAsync(afterHead);
        await PassByAsync(proxy, origin);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno");
        Assert.Equal(
            "HTTP/1.1 200 OK\r\nVia: 1.1 orleansproxy\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno", await client.ReadToEndAsync());
        Assert.Equal(0, atOrigin.Socket.Available);
        Assert.Equal((TrafficResult.Forwarded, 200), await OutcomeAsync(proxy));
    }

    [Fact]
    public async Task A_refusal_leaves_the_connections_for_other_requests()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Handshake(origin));
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nno");
        await client.ReadThroughAsync("\r\n\r\nno");
        await proxy.Traffic.NextAsync();

        // The answer was not kept: the next one to ask is sent to the origin, on the connections that stand.
        await client.SendAsync($"GET http://{origin.Authority}/chat HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.DoesNotContain("Upgrade", await atOrigin.ReadHeadAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_answer_in_the_cache_does_not_answer_a_handshake()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/chat HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 2\r\n\r\nno");
        await client.ReadThroughAsync("\r\n\r\nno");
        await proxy.Traffic.NextAsync();

        await client.SendAsync(Handshake(origin));
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync(Granted);
        Assert.Equal(GrantRelayed, await client.ReadHeadAsync());
    }

    [Theory]
    [InlineData("Connection: Upgrade\r\n")]
    [InlineData("Upgrade: websocket\r\n")]
    [InlineData("Upgrade: h2c\r\nConnection: Upgrade\r\n")]
    [InlineData("Upgrade: websocket, h2c\r\nConnection: Upgrade\r\n")]
    public async Task A_101_that_does_not_grant_a_WebSocket_becomes_a_502(string fields)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Handshake(origin) + "ahead");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync($"HTTP/1.1 101 Switching Protocols\r\n{fields}\r\n");
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("", await atOrigin.ReadToAnyEndAsync());
        Assert.Equal((TrafficResult.OriginFailed, 502), await OutcomeAsync(proxy));
    }

    [Theory]
    [InlineData("GET", "HTTP/1.1", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n")]
    [InlineData("GET", "HTTP/1.1", "Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n")]
    [InlineData("GET", "HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket, h2c\r\n")]
    [InlineData("GET", "HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: websocket\r\n")]
    [InlineData("GET", "HTTP/1.1", "Upgrade: websocket\r\n")]
    [InlineData("GET", "HTTP/1.1", "Proxy-Connection: Upgrade\r\nUpgrade: websocket\r\n")]
    [InlineData("GET", "HTTP/1.0", "Connection: Upgrade\r\nUpgrade: websocket\r\n")]
    [InlineData("HEAD", "HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\n")]
    [InlineData("GET", "HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n")]
    public async Task Any_other_upgrade_is_left_out_and_its_101_becomes_a_502(string method, string version, string fields)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{method} http://{origin.Authority}/ {version}\r\nHost: x\r\n{fields}\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        string head = await atOrigin.ReadHeadAsync();
        Assert.DoesNotContain("upgrade", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\r\nConnection", head, StringComparison.OrdinalIgnoreCase);
        await atOrigin.SendAsync(Granted);
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_on_its_host_refuses_it()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["=127.0.0.1"]);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(Handshake(origin));
        Assert.StartsWith("HTTP/1.1 403 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal((TrafficResult.Blocked, 403), await OutcomeAsync(proxy));
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task It_ends_when_nothing_has_moved_for_the_time_of_a_tunnel()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Time = time;
            settings.Proxy.TunnelIdleTimeout = TimeSpan.FromMinutes(5);
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        TimeSpan passed = await time.RunUntilAsync(client.ReadToAnyEndAsync());
        Assert.True(passed >= TimeSpan.FromSeconds(299), $"{passed}");
        await atOrigin.ReadToAnyEndAsync();
    }

    [Fact]
    public async Task It_ends_when_the_proxy_stops()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        Task stopping = proxy.Server.StopAsync(CancellationToken.None);
        Assert.True(await time.RunUntilAsync(stopping, TimeSpan.FromMilliseconds(20)) < TimeSpan.FromSeconds(5));
        await client.ReadToAnyEndAsync();
        await atOrigin.ReadToAnyEndAsync();
        Assert.True((await proxy.Traffic.NextAsync()).IsOpen);
        Assert.Equal((TrafficResult.Tunnelled, 101), await OutcomeAsync(proxy));
    }

    [Fact]
    public async Task A_client_that_is_reset_resets_the_origin()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        client.Reset();
        await atOrigin.ReadToResetAsync();
    }

    private static string Handshake(TestOrigin origin) =>
        $"GET http://{origin.Authority}/chat HTTP/1.1\r\nHost: {origin.Authority}\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Key: a\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private static async Task<Wire> OpenAsync(Wire client, TestOrigin origin)
    {
        await client.SendAsync(Handshake(origin));
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync(Granted);
        Assert.Equal(GrantRelayed, await client.ReadHeadAsync());
        return atOrigin;
    }

    private static async Task PassByAsync(TestProxy proxy, TestOrigin origin)
    {
        using Wire other = await proxy.ConnectAsync();
        await other.SendAsync($"GET http://{origin.Authority}/other HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire otherAtOrigin = await origin.AcceptAsync();
        await otherAtOrigin.ReadHeadAsync();
        await otherAtOrigin.SendAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        await other.ReadHeadAsync();
        await proxy.Traffic.NextAsync();
    }

    private static async Task<(TrafficResult Result, int Status)> OutcomeAsync(TestProxy proxy)
    {
        TrafficRecord record = await proxy.Traffic.NextAsync();
        return (record.Result, record.Status);
    }
}
