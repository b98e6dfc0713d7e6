using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

public sealed class OwnAnswersTests
{
    [Fact]
    public Task After_a_CONNECT_that_a_rule_refuses_nothing_is_read_as_a_request() =>
        AssertEndsAsync("blocked.test:443", 403, TrafficResult.Blocked);

    [Fact]
    public Task After_a_CONNECT_to_a_port_that_is_not_for_tunnels_nothing_is_read_as_a_request() =>
        AssertEndsAsync("127.0.0.1:22", 403, TrafficResult.DestinationRefused);

    [Fact]
    public async Task After_a_CONNECT_to_an_origin_that_takes_no_connection_nothing_is_read_as_a_request()
    {
        // Bound, so that nobody else gets the port, and deaf.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await AssertEndsAsync($"{deaf.LocalEndPoint}", 502, TrafficResult.OriginFailed);
    }

    [Fact]
    public async Task After_another_refusal_the_connection_serves_on()
    {
        await using TestProxy proxy = await StartAsync();
        using Wire client = await proxy.ConnectAsync();
        for (int request = 0; request < 2; request++)
        {
            await client.SendAsync("GET http://blocked.test/ HTTP/1.1\r\nHost: x\r\n\r\n");
            string told = await client.ReadThroughAsync("-- OrleansProxy\n");
            Assert.StartsWith("HTTP/1.1 403 ", told, StringComparison.Ordinal);
            Assert.DoesNotContain("\r\nConnection: close\r\n", told, StringComparison.Ordinal);
        }
    }

    private static Task<TestProxy> StartAsync() => TestProxy.StartAsync(settings =>
    {
        settings.Blacklist.Rules = ["=blocked.test"];
        settings.Destinations.ConnectPorts = ["443", "1024-65535"];
    });

    private static async Task AssertEndsAsync(string target, int status, TrafficResult result)
    {
        using var origin = new TestOrigin();
        TestProxy proxy = await StartAsync();
        await using (proxy)
        {
            string told = await proxy.AskOnceAsync(
                $"CONNECT {target} HTTP/1.1\r\nHost: x\r\n\r\nGET http://{origin.Authority}/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.StartsWith($"HTTP/1.1 {status} ", told, StringComparison.Ordinal);
            Assert.Contains("\r\nConnection: close\r\n", told, StringComparison.Ordinal);
            Assert.Equal(0, told.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal));
        }

        // All that the proxy was about has ended.
        Assert.False(origin.HasCaller);
        Assert.Equal(result, (await proxy.Traffic.NextAsync()).Result);
        Assert.True(proxy.Traffic.IsEmpty);
    }
}
