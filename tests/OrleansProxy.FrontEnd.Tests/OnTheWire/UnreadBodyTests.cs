using System.Net.Sockets;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>A refusal arrives, whatever the client has sent or still sends of its body, and none of that is run as a request.</summary>
public sealed class UnreadBodyTests
{
    private const string Inner = "GET http://{o}/inner HTTP/1.1\r\nHost: {o}\r\n\r\n";

    [Theory]
    [InlineData("a body that waits for 100", "Expect: 100-continue\r\nContent-Length: 300\r\n\r\n")]
    [InlineData("a body that came without waiting for 100", "Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc" + Inner)]
    [InlineData("chunks", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + Inner)]
    [InlineData("chunks without end", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")]
    [InlineData("a body over 64 KB", "Content-Length: 70000\r\n\r\nabc" + Inner)]
    public async Task A_403_arrives_and_its_connection_ends(string name, string rest)
    {
        Assert.NotEmpty(name);
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(
            "POST http://blocked.test/ HTTP/1.1\r\nHost: x\r\n" + rest.Replace("{o}", origin.Authority, StringComparison.Ordinal));
        RefusedRequest.AssertIsOneAnswer(403, await client.ReadToEndAsync());
        Assert.Equal(TrafficResult.Blocked, (await proxy.Traffic.NextAsync()).Result);
        Assert.True(proxy.Traffic.IsEmpty);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task After_a_short_body_the_connection_stands()
    {
        await using TestProxy proxy = await StartAsync();
        using Wire client = await proxy.ConnectAsync();
        for (int request = 0; request < 2; request++)
        {
            await client.SendAsync("POST http://blocked.test/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 403 ", await client.ReadThroughAsync("-- OrleansProxy\n"), StringComparison.Ordinal);
            await client.SendAsync("hello");
        }
    }

    [Fact]
    public async Task A_client_that_never_stops_sending_is_left_after_64_KB()
    {
        await using TestProxy proxy = await StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("POST http://blocked.test/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        RefusedRequest.AssertIsOneAnswer(403, await client.ReadToEndAsync());
        await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            byte[] stretch = new byte[4096];
            for (long sent = 0; sent < 500_000_000; sent += stretch.Length)
            {
                await client.SendAsync(stretch);
            }
        });
    }

    [Fact]
    public async Task A_client_that_sends_a_little_at_a_time_is_left_after_a_second()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await StartAsync(time);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("POST http://blocked.test/ HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n");
        RefusedRequest.AssertIsOneAnswer(403, await client.ReadToEndAsync());
        Task left = SendUntilLeftAsync(client);
        Assert.InRange(await time.RunUntilAsync(left), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await left;
    }

    private static async Task SendUntilLeftAsync(Wire client)
    {
        try
        {
            while (true)
            {
                // So slowly that time passes before 64 KB do.
                await client.SendAsync("a");
                await Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken);
            }
        }
        catch (SocketException)
        {
            // The proxy has closed.
        }
    }

    private static Task<TestProxy> StartAsync(ManualTime? time = null) => TestProxy.StartAsync(settings =>
    {
        settings.Blacklist.Rules = ["blocked.test"];
        settings.Time = time ?? settings.Time;
    });
}
