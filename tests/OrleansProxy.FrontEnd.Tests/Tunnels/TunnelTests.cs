using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Tunnels;

public sealed class TunnelTests
{
    private const string Established = "HTTP/1.1 200 Connection established\r\n\r\n";

    [Fact]
    public async Task Octets_pass_both_ways_and_those_right_after_the_head_belong_to_the_tunnel()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"CONNECT {origin.Authority} HTTP/1.1\r\nHost: {origin.Authority}\r\nUser-Agent: t\r\n\r\nfirst");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.Equal("first", await atOrigin.ReadAsync(5));
        Assert.Equal(Established, await client.ReadHeadAsync());
        await atOrigin.SendAsync("answer");
        Assert.Equal("answer", await client.ReadAsync(6));
        await client.SendAsync("more");
        Assert.Equal("more", await atOrigin.ReadAsync(4));
        Assert.Equal(1, proxy.Counters.Read().OpenTunnels);

        TrafficRecord open = await proxy.Traffic.NextAsync();
        Assert.True(open.IsOpen);
        Assert.Equal(("CONNECT", "connect", "127.0.0.1", 200), (open.Method, open.Scheme, open.Host, open.Status));
        Assert.NotEqual(0, open.TunnelId);
        client.EndSending();
        Assert.Equal("", await atOrigin.ReadToEndAsync());
        await atOrigin.SendAsync("after the end");
        atOrigin.EndSending();
        Assert.Equal("after the end", await client.ReadToEndAsync());

        TrafficRecord end = await proxy.Traffic.NextAsync();
        Assert.Equal((false, open.TunnelId, TrafficResult.Tunnelled), (end.IsOpen, end.TunnelId, end.Result));
        Assert.Equal((9L, 19L, null), (end.BytesReceived, end.BytesSent, end.Error));
        Assert.NotNull(end.TimeToFirstByte);
    }

    [Fact]
    public async Task The_origin_may_end_its_side_first()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        atOrigin.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
        await client.SendAsync("still");
        Assert.Equal("still", await atOrigin.ReadAsync(5));
        client.EndSending();
        Assert.Equal("", await atOrigin.ReadToEndAsync());
    }

    [Fact]
    public async Task A_reset_of_the_client_resets_the_origin()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        client.Reset();
        await atOrigin.ReadToResetAsync();
        await AssertBrokeAsync(proxy, "The connection to the client broke.");
    }

    [Fact]
    public async Task A_reset_of_the_origin_resets_the_client()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        atOrigin.Reset();
        await client.ReadToResetAsync();
        await AssertBrokeAsync(proxy, "The connection to the origin broke.");
    }

    [Fact]
    public async Task A_tunnel_through_which_nothing_moves_ends_after_its_idle_time()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await StartAsync(settings =>
        {
            settings.Time = time;
            settings.Proxy.TunnelIdleTimeout = TimeSpan.FromMinutes(1);
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);

        // One half that moves keeps the other one, which is silent, from running out.
        for (int half = 0; half < 6; half++)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await atOrigin.SendAsync("x");
            Assert.Equal("x", await client.ReadAsync(1));
        }

        Task<string> ended = client.ReadToAnyEndAsync();
        TimeSpan passed = await time.RunUntilAsync(ended);
        Assert.True(passed >= TimeSpan.FromSeconds(59), $"{passed}");
        await atOrigin.ReadToAnyEndAsync();
        Assert.Equal(6, (await proxy.Traffic.NextEndAsync()).BytesSent);
    }

    [Fact]
    public async Task A_client_that_pauses_longer_than_a_body_may_is_not_cut_off()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await StartAsync(settings =>
        {
            settings.Time = time;
            settings.Proxy.BodyTimeout = TimeSpan.FromSeconds(2);
            settings.Proxy.TunnelIdleTimeout = TimeSpan.FromMinutes(1);
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        client.Socket.ReceiveBufferSize = 65_536;
        using Wire atOrigin = await OpenAsync(client, origin);
        long sent = await Bulk.SendUntilBlockedAsync(atOrigin, 200_000_000);
        time.Advance(TimeSpan.FromSeconds(55));
        await Bulk.ReceiveAsync(client, (int)sent);
        await client.SendAsync("on");
        Assert.Equal("on", await atOrigin.ReadAsync(2));
    }

    [Fact]
    public async Task A_client_that_never_reads_on_is_cut_off_after_the_idle_time()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await StartAsync(settings =>
        {
            settings.Time = time;
            settings.Proxy.TunnelIdleTimeout = TimeSpan.FromMinutes(1);
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        client.Socket.ReceiveBufferSize = 65_536;
        using Wire atOrigin = await OpenAsync(client, origin);
        await Bulk.SendUntilBlockedAsync(atOrigin, 200_000_000);
        TimeSpan passed = await time.RunUntilAsync(atOrigin.ReadToAnyEndAsync());
        Assert.True(passed >= TimeSpan.FromSeconds(59), $"{passed}");
        await AssertBrokeAsync(proxy, "The client made no progress in time.");
    }

    [Fact]
    public async Task A_port_that_is_not_for_tunnels_is_refused_by_name()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        string told = await proxy.AskOnceAsync("CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", told, StringComparison.Ordinal);
        Assert.Contains("Port 22 is not in Proxy:ConnectPorts", told, StringComparison.Ordinal);
        Assert.Equal(TrafficResult.DestinationRefused, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task Much_passes_unchanged()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        byte[] sent = new byte[8_000_000];
        new Random(7).NextBytes(sent);
        Task sending = client.SendAsync(sent);
        byte[] got = await Bulk.ReceiveAsync(atOrigin, sent.Length);
        await sending;
        Assert.True(sent.AsSpan().SequenceEqual(got));
    }

    private static Task<TestProxy> StartAsync(Action<TestSettings>? change = null) => TestProxy.StartAsync(settings =>
    {
        settings.Destinations.ConnectPorts = ["1-65535"];
        change?.Invoke(settings);
    });

    private static async Task<Wire> OpenAsync(Wire client, TestOrigin origin)
    {
        await client.SendAsync($"CONNECT {origin.Authority} HTTP/1.1\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        Assert.Equal(Established, await client.ReadHeadAsync());
        return atOrigin;
    }

    private static async Task AssertBrokeAsync(TestProxy proxy, string error)
    {
        Assert.True((await proxy.Traffic.NextAsync()).IsOpen);
        TrafficRecord end = await proxy.Traffic.NextEndAsync();
        Assert.Equal((false, TrafficResult.Tunnelled, error), (end.IsOpen, end.Result, end.Error));
    }
}
