using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests;

public sealed class ProxyServerTests
{
    [Fact]
    public async Task A_stop_ends_idle_connections_and_lets_a_request_in_flight_complete()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire idle = await proxy.ConnectAsync();
        await idle.SendAsync("GET http://proxy-stats/x HTTP/1.1\r\nHost: x\r\n\r\n");
        await idle.ReadThroughAsync("here.\n");
        await proxy.Traffic.NextAsync();
        using Wire busy = await proxy.ConnectAsync();
        await busy.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();

        Task stopping = proxy.Server.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await idle.ReadToEndAsync());
        Assert.False(stopping.IsCompleted);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        string answer = await busy.ReadToEndAsync();
        Assert.EndsWith("\r\nConnection: close\r\n\r\nhi", answer, StringComparison.Ordinal);
        busy.EndSending();
        await stopping.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(TrafficResult.Forwarded, (await proxy.Traffic.NextAsync()).Result);
        Assert.Equal(0, proxy.Counters.Read().OpenConnections);
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(proxy.ConnectAsync);
    }

    [Fact]
    public async Task What_is_left_when_the_drain_time_is_over_is_cut_off()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Time = time;
            settings.Destinations.ConnectPorts = ["1-65535"];
        });
        using var origin = new TestOrigin();
        using Wire busy = await proxy.ConnectAsync();
        await busy.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        using Wire tunnel = await proxy.ConnectAsync();
        await tunnel.SendAsync($"CONNECT {origin.Authority} HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atTunnelEnd = await origin.AcceptAsync();
        await tunnel.ReadHeadAsync();
        Assert.True((await proxy.Traffic.NextAsync()).IsOpen);

        Task stopping = proxy.Server.StopAsync(TestContext.Current.CancellationToken);
        TimeSpan passed = await time.RunUntilAsync(stopping);
        await stopping;
        Assert.InRange(passed.TotalSeconds, 9, 30);
        await busy.ReadToAnyEndAsync();
        await tunnel.ReadToAnyEndAsync();
        Assert.Equal((0, 0), (proxy.Counters.Read().OpenConnections, proxy.Counters.Read().OpenTunnels));
        TrafficRecord[] records = [await proxy.Traffic.NextAsync(), await proxy.Traffic.NextAsync()];
        TrafficRecord cut = Assert.Single(records, record => record.TunnelId == 0);
        Assert.Equal((TrafficResult.Failed, "The proxy was stopped before the answer was whole."), (cut.Result, cut.Error));
    }

    [Fact]
    public async Task A_stop_that_is_cancelled_cuts_everything_at_once()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire busy = await proxy.ConnectAsync();
        await busy.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\nab");
        await proxy.Server.StopAsync(new CancellationToken(canceled: true))
            .WaitAsync(Wire.Patience, TestContext.Current.CancellationToken);
        await atOrigin.ReadToResetAsync();
        Assert.Equal(TrafficResult.Failed, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_client_with_too_many_connections_is_told_which_setting_says_so()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Proxy.MaxConnectionsPerClient = 2);
        using Wire first = await proxy.ConnectAsync();
        using (Wire second = await proxy.ConnectAsync())
        {
            using Wire third = await proxy.ConnectAsync();
            string told = await third.ReadToEndAsync();
            Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", told, StringComparison.Ordinal);
            Assert.Contains("Proxy:MaxConnectionsPerClient", told, StringComparison.Ordinal);
            second.EndSending();
            Assert.Equal("", await second.ReadToEndAsync());
        }

        // The slot comes back once the proxy has let go of the connection.
        for (string told = "503"; told.Contains("503", StringComparison.Ordinal);)
        {
            using Wire next = await proxy.ConnectAsync();
            await next.SendAsync("GET http://proxy-stats/x HTTP/1.0\r\n\r\n");
            told = await next.ReadToAnyEndAsync();
        }
    }

    [Fact]
    public async Task A_large_body_passes_unchanged_both_ways()
    {
        const int Length = 50_000_000;
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        byte[] body = new byte[Length];
        new Random(3).NextBytes(body);
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: {Length}\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Task sending = client.SendAsync(body);
        string head = $"POST / HTTP/1.1\r\nHost: {origin.Authority}\r\nVia: 1.1 orleansproxy\r\nContent-Length: {Length}\r\n\r\n";
        await Bulk.ReceiveAsync(atOrigin, head.Length);
        byte[] uploaded = await Bulk.ReceiveAsync(atOrigin, Length);
        Assert.True(body.AsSpan().SequenceEqual(uploaded));
        await sending;

        await atOrigin.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Length}\r\n\r\n");
        await client.ReadHeadAsync();
        sending = atOrigin.SendAsync(body);
        byte[] downloaded = await Bulk.ReceiveAsync(client, Length);
        Assert.True(body.AsSpan().SequenceEqual(downloaded));
        await sending;
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.InRange(record.BytesReceived, Length, Length + 500);
        Assert.InRange(record.BytesSent, Length, Length + 500);
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_the_origin_back()
    {
        const long Length = 200_000_000;
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        client.Socket.ReceiveBufferSize = 65_536;
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Length}\r\n\r\n");

        // What the system's own socket buffers hold is some megabytes; what the proxy holds is one buffer.
        Assert.InRange(await Bulk.SendUntilBlockedAsync(atOrigin, Length), 1, 40_000_000);
    }
}
