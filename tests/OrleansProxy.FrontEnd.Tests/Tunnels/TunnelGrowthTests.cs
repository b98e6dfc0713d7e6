using System.Diagnostics;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Tunnels;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Tunnels;

public sealed class TunnelGrowthTests
{
    private readonly ManualTime _time = new();

    public TunnelGrowthTests() => _time.Advance(TimeSpan.FromSeconds(1)); // off zero, which means "never" of a first byte

    [Fact]
    public async Task An_open_tunnel_tells_what_it_has_carried_so_far()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await ConnectAsync(client, origin);
        TrafficRecord open = await proxy.Traffic.NextAsync();
        Assert.Equal((true, false, 0L), (open.IsOpen, open.IsGrowth, open.BytesSent + open.BytesReceived));

        await CarryAsync(client, atOrigin);
        TrafficRecord growth = await GrownAsync(proxy, received: 5, sent: 3);
        Assert.Equal((true, open.TunnelId, open.Timestamp), (growth.IsOpen, growth.TunnelId, growth.Timestamp));
        Assert.Equal(("CONNECT", "127.0.0.1", 200, TrafficResult.Tunnelled), (growth.Method, growth.Host, growth.Status, growth.Result));
        Assert.Equal(_time.GetUtcNow(), growth.Timestamp + growth.Duration);
        Assert.NotNull(growth.TimeToFirstByte);

        await CarryAsync(client, atOrigin);
        await GrownAsync(proxy, received: 10, sent: 6);
    }

    [Fact]
    public async Task A_WebSocket_tells_it_likewise()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        await client.ReadHeadAsync();
        await CarryAsync(client, atOrigin);

        TrafficRecord growth = await GrownAsync(proxy, received: 5, sent: 3);

        Assert.Equal(("GET", "/chat", 101), (growth.Method, growth.PathAndQuery, growth.Status));
    }

    [Fact]
    public async Task A_tunnel_through_which_nothing_moves_tells_nothing()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await ConnectAsync(client, origin);
        await proxy.Traffic.NextAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(proxy.Traffic.IsEmpty);

        await CarryAsync(client, atOrigin);
        await GrownAsync(proxy, received: 5, sent: 3);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(proxy.Traffic.IsEmpty);
    }

    [Fact]
    public async Task After_its_end_nothing_more_is_told_of_a_tunnel()
    {
        using var clock = new DeadlineClock(_time);
        using Pair client = await Pair.OpenAsync(clock), origin = await Pair.OpenAsync(clock);
        var tunnel = new Tunnel(client.Connection, origin.Connection, new ProxyOptions(), _time);
        var open = new OpenTunnel(tunnel, new TrafficDraft(_time, client.Connection.Remote.Address));
        var sink = new RecordingSink(new ProxyCounters(_time));
        Task running = tunnel.RunAsync();
        await client.Peer.SendAsync("hello");
        await origin.Peer.ReadAsync(5);
        client.Peer.EndSending();
        origin.Peer.EndSending();
        await running;

        open.TellGrowth(sink);
        Assert.Equal(5, (await sink.NextAsync()).BytesReceived);
        var other = new OpenTunnel(tunnel, new TrafficDraft(_time, client.Connection.Remote.Address));
        other.End();
        other.TellGrowth(sink);
        Assert.True(sink.IsEmpty);
    }

    private Task<TestProxy> StartAsync() => TestProxy.StartAsync(settings =>
    {
        settings.Destinations.ConnectPorts = ["1-65535"];
        settings.Time = _time;
    });

    private static async Task<Wire> ConnectAsync(Wire client, TestOrigin origin)
    {
        await client.SendAsync($"CONNECT {origin.Authority} HTTP/1.1\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await client.ReadHeadAsync();
        return atOrigin;
    }

    private static async Task CarryAsync(Wire client, Wire atOrigin)
    {
        await client.SendAsync("hello");
        await atOrigin.ReadAsync(5);
        await atOrigin.SendAsync("you");
        await client.ReadAsync(3);
    }

    /// <summary>
    /// Lets the clock run until the tunnel has told these totals; octets arrive at their end before the tunnel has counted them, so
    /// that a look may tell less.
    /// </summary>
    private async Task<TrafficRecord> GrownAsync(TestProxy proxy, long received, long sent)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            _time.Advance(TunnelGrowth.Interval);
            while (!proxy.Traffic.IsEmpty)
            {
                TrafficRecord record = await proxy.Traffic.NextAsync();
                if (record is { IsOpen: true, IsGrowth: true } && (record.BytesReceived, record.BytesSent) == (received, sent))
                {
                    return record;
                }
            }

            Assert.True(patience.Elapsed < Wire.Patience, "The tunnel does not tell what it has carried.");
        }
    }
}
