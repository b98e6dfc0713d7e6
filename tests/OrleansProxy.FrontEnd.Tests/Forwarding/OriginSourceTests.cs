using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
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
        foreach (string host in (string[])[
            "127.0.0.1", "127.7.7.7", "127.255.255.255", "localhost", "LOCALHOST.", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]", "[::ffff:0.0.0.0]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", .. MachineAddresses()])
        {
            string told = await proxy.AskOnceAsync(request.Replace("{0}", $"{host}:{proxy.Server.EndPoint.Port}", StringComparison.Ordinal));
            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", told, StringComparison.Ordinal);
            Assert.Contains("is this proxy itself", told, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.DestinationRefused, (await proxy.Traffic.NextAsync()).Result);
        }
    }

    [Fact]
    public async Task A_pooled_connection_and_a_stored_answer_are_for_clients_that_may_reach_where_they_came_from()
    {
        var other = IPAddress.Parse("127.0.0.2");
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Cache = new();
            settings.Clients.AllowClients = ["127.0.0.0/8"];
            settings.DestinationPolicy = new PolicyWithout(other);
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/stored HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");
        Assert.Equal(TrafficResult.Forwarded, (await proxy.Traffic.NextAsync()).Result);

        using Wire stranger = await proxy.ConnectAsync(other);
        foreach (string path in (string[])["stored", "pooled"])
        {
            await stranger.SendAsync($"GET http://{origin.Authority}/{path} HTTP/1.1\r\nHost: x\r\n\r\n");
            string told = await stranger.ReadThroughAsync("-- OrleansProxy\n");
            Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", told, StringComparison.Ordinal);
            Assert.Contains("error=destination_ip_prohibited", told, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.DestinationRefused, (await proxy.Traffic.NextAsync()).Result);
        }

        // Both are still there for the client that may have them.
        Assert.False(origin.HasCaller);
        await client.SendAsync($"GET http://{origin.Authority}/stored HTTP/1.1\r\nHost: x\r\n\r\n");
        await client.ReadThroughAsync("\r\n\r\na");
        Assert.Equal(TrafficResult.Hit, (await proxy.Traffic.NextAsync()).Result);
        await client.SendAsync($"GET http://{origin.Authority}/pooled HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("GET /pooled ", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        await client.ReadThroughAsync("\r\n\r\nb");
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

    /// <summary>The addresses of this machine as a URL spells them, those with a zone excepted, which a URL cannot name.</summary>
    private static IEnumerable<string> MachineAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => !address.IsIPv6LinkLocal)
        .Select(address => address.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString());

    private sealed class PolicyWithout(IPAddress refused) : IDestinationPolicy
    {
        public IReadOnlyList<AddressRange> AllowedSpecial => [];

        public DestinationVerdict CheckPort(bool connect, int port) => DestinationVerdict.Allow;

        public DestinationVerdict CheckAddress(IPAddress client, IPEndPoint destination) =>
            client.Equals(refused) ? DestinationVerdict.Refuse("That address is not for you.") : DestinationVerdict.Allow;
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
