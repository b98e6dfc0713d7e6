using System.Diagnostics;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.Robust;

/// <summary>Clients that leave without a word, at every point of what they came for.</summary>
[Collection(nameof(DescriptorCollection))]
public sealed class AbortedConnectionTests
{
    private const int Rounds = 40;

    /// <summary>What the runtime opens for itself; a connection left behind would cost one a round.</summary>
    private const int Slack = Rounds / 4;

    [Fact]
    public async Task Connections_aborted_anywhere_leave_no_descriptor_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The descriptors of a process are counted in /proc, which only Linux has.");
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Destinations.ConnectPorts = ["1-65535"];
            settings.Limits.Enabled = false;
        });
        using var origin = new TestOrigin();
        await RoundAsync(proxy, origin);
        await AssertDescriptorsAsync(proxy, int.MaxValue);
        int before = Descriptors();
        for (int round = 0; round < Rounds; round++)
        {
            await RoundAsync(proxy, origin);
        }

        await AssertDescriptorsAsync(proxy, before + Slack);
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    private static async Task AssertDescriptorsAsync(TestProxy proxy, int most)
    {
        var patience = Stopwatch.StartNew();
        while (proxy.Counters.Read().OpenConnections > 0 || Descriptors() > most)
        {
            Assert.True(
                patience.Elapsed < Wire.Patience,
                $"{proxy.Counters.Read().OpenConnections} connections and {Descriptors()} descriptors are open; there were {most}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    private static async Task RoundAsync(TestProxy proxy, TestOrigin origin)
    {
        string get = $"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n";
        string connect = $"CONNECT {origin.Authority} HTTP/1.1\r\nHost: x\r\n\r\n";
        foreach (string start in new[] { "", get[..1], get[..^1], connect[..9] })
        {
            await AbortAsync(proxy, start);
        }

        await AbortInBodyAsync(proxy, origin);
        await AbortInAnswerAsync(proxy, origin, get);
        await AbortInTunnelAsync(proxy, origin, connect);
    }

    private static async Task AbortAsync(TestProxy proxy, string start)
    {
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(start);
        client.Reset();
    }

    private static async Task AbortInBodyAsync(TestProxy proxy, TestOrigin origin)
    {
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("half");
        client.Reset();
        await atOrigin.ReadToAnyEndAsync();
    }

    private static async Task AbortInAnswerAsync(TestProxy proxy, TestOrigin origin, string get)
    {
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(get);
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n\r\nhalf");
        await client.ReadThroughAsync("half");
        client.Reset();
        try
        {
            // The proxy notices when it sends on.
            await Bulk.SendUntilBlockedAsync(atOrigin, 10_000_000);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // It has let go of the origin, too.
        }

        await atOrigin.ReadToAnyEndAsync();
    }

    private static async Task AbortInTunnelAsync(TestProxy proxy, TestOrigin origin, string connect)
    {
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(connect);
        using Wire atOrigin = await origin.AcceptAsync();
        await client.ReadHeadAsync();
        client.Reset();
        await atOrigin.ReadToAnyEndAsync();
    }
}
