using System.Net;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class OriginSourceTests
{
    [Fact]
    public async Task A_refused_connection_becomes_a_502_and_leaves_the_client_its_own()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        int port;
        using (var gone = new TestOrigin())
        {
            port = gone.Port;
        }

        using Wire client = await proxy.ConnectAsync();
        for (int request = 0; request < 2; request++)
        {
            await client.SendAsync($"GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: x\r\n\r\n");
            string told = await client.ReadThroughAsync("-- OrleansProxy\n");
            Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", told, StringComparison.Ordinal);
            Assert.Contains("\r\nProxy-Status: orleansproxy; error=connection_refused\r\n", told, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.OriginFailed, (await proxy.Traffic.NextAsync()).Result);
        }
    }

    [Theory]
    [InlineData("GET http://nowhere.invalid/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("CONNECT nowhere.invalid:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    public async Task A_host_that_does_not_resolve_becomes_a_502(string request)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        string told = await proxy.AskOnceAsync(request);
        Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", told, StringComparison.Ordinal);
        Assert.Contains("error=dns_error", told, StringComparison.Ordinal);
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.OriginFailed, "nowhere.invalid"), (record.Result, record.Host));
    }

    [Theory]
    [InlineData("GET http://{0}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("CONNECT {0} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    public async Task The_proxy_does_not_connect_to_itself(string request)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Destinations.ConnectPorts = ["1-65535"]);
        foreach (string host in (string[])["127.0.0.1", "127.7.7.7", "[::ffff:127.0.0.1]", "0.0.0.0"])
        {
            string told = await proxy.AskOnceAsync(request.Replace("{0}", $"{host}:{proxy.Server.EndPoint.Port}", StringComparison.Ordinal));
            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", told, StringComparison.Ordinal);
            Assert.Contains("is this proxy itself", told, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.DestinationRefused, (await proxy.Traffic.NextAsync()).Result);
        }
    }

    [Fact]
    public async Task An_address_that_this_client_may_not_reach_is_not_connected_and_not_taken_from_the_pool()
    {
        var policy = new SwitchedPolicy();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.DestinationPolicy = policy);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");
        await proxy.Traffic.NextAsync();

        policy.Allows = false;
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        string told = await client.ReadThroughAsync("-- OrleansProxy\n");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", told, StringComparison.Ordinal);
        Assert.Contains("not for you", told, StringComparison.Ordinal);
        Assert.Contains("error=destination_ip_prohibited", told, StringComparison.Ordinal);
        Assert.False(origin.HasCaller);
        Assert.Equal(TrafficResult.DestinationRefused, (await proxy.Traffic.NextAsync()).Result);
    }

    private sealed class SwitchedPolicy : IDestinationPolicy
    {
        public bool Allows { get; set; } = true;

        public IReadOnlyList<AddressRange> AllowedSpecial => [];

        public DestinationVerdict CheckPort(bool connect, int port) => DestinationVerdict.Allow;

        public DestinationVerdict CheckAddress(IPAddress client, IPEndPoint destination) =>
            Allows ? DestinationVerdict.Allow : DestinationVerdict.Refuse("That address is not for you.");
    }
}
