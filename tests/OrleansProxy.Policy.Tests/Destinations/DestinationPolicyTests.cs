using System.Net;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Destinations;

public sealed class DestinationPolicyTests : IDisposable
{
    private static readonly IPAddress Neighbour = IPAddress.Parse("192.168.1.20");
    private readonly OwnListeners _listeners = new(new ManualTime(), () => [IPAddress.Parse("192.168.1.1")]);

    public DestinationPolicyTests() => _listeners.Add(new IPEndPoint(IPAddress.Loopback, 8080));

    public void Dispose() => _listeners.Dispose();

    [Fact]
    public void A_port_outside_the_setting_is_refused_by_name()
    {
        DestinationPolicy policy = Policy();
        Assert.Equal("Port 22 is not in Proxy:ConnectPorts (80, 443, 8443).", policy.CheckPort(connect: true, 22).Reason);
        Assert.Equal("Port 25 is not in Proxy:HttpPorts (80, 443, 1024-65535).", policy.CheckPort(connect: false, 25).Reason);
        Assert.Equal(DestinationVerdict.Allow, policy.CheckPort(connect: true, 8443));
        Assert.Equal(DestinationVerdict.Allow, policy.CheckPort(connect: false, 3000));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    public void A_special_address_is_for_clients_on_this_machine_only(string destination)
    {
        DestinationPolicy policy = Policy();
        var endpoint = new IPEndPoint(IPAddress.Parse(destination), 80);
        DestinationVerdict refused = policy.CheckAddress(Neighbour, endpoint);
        Assert.False(refused.Allowed);
        Assert.Contains(endpoint.Address.ToString(), refused.Reason, StringComparison.Ordinal);
        Assert.Contains("Proxy:AllowDestinations", refused.Reason, StringComparison.Ordinal);
        Assert.True(policy.CheckAddress(IPAddress.Loopback, endpoint).Allowed);
        Assert.True(policy.CheckAddress(IPAddress.Parse("::ffff:127.0.0.1"), endpoint).Allowed);
        Assert.True(policy.CheckAddress(IPAddress.IPv6Loopback, endpoint).Allowed);
    }

    [Fact]
    public void A_public_address_is_for_everyone()
    {
        Assert.Equal(DestinationVerdict.Allow, Policy().CheckAddress(Neighbour, new IPEndPoint(IPAddress.Parse("1.1.1.1"), 443)));
    }

    [Fact]
    public void A_listed_special_address_is_for_everyone_and_its_neighbours_are_not()
    {
        DestinationPolicy policy = Policy("10.1.0.0/16");
        Assert.True(policy.CheckAddress(Neighbour, new IPEndPoint(IPAddress.Parse("10.1.2.3"), 80)).Allowed);
        Assert.True(policy.CheckAddress(Neighbour, new IPEndPoint(IPAddress.Parse("::ffff:10.1.2.3"), 80)).Allowed);
        Assert.False(policy.CheckAddress(Neighbour, new IPEndPoint(IPAddress.Parse("10.2.2.3"), 80)).Allowed);
        Assert.False(policy.CheckAddress(Neighbour, new IPEndPoint(IPAddress.Parse("64:ff9b::10.1.2.3"), 80)).Allowed);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("0.0.0.0")]
    public void Our_own_listener_is_for_nobody_whatever_the_settings_say(string destination)
    {
        DestinationPolicy policy = Policy("0.0.0.0/0", "::/0");
        var endpoint = new IPEndPoint(IPAddress.Parse(destination), 8080);
        string reason = policy.CheckAddress(IPAddress.Loopback, endpoint).Reason;
        Assert.Contains($"{destination}:8080", reason, StringComparison.Ordinal);
        Assert.False(policy.CheckAddress(Neighbour, endpoint).Allowed);
        Assert.True(policy.CheckAddress(Neighbour, new IPEndPoint(endpoint.Address, 9000)).Allowed);
    }

    [Fact]
    public void Changed_settings_are_in_force_at_once_and_bad_ones_never()
    {
        DestinationPolicy policy = Policy();
        policy.Apply(new() { ConnectPorts = ["22"] });
        Assert.True(policy.CheckPort(connect: true, 22).Allowed);
        Assert.Throws<FormatException>(() => policy.Apply(new() { HttpPorts = ["x"] }));
        Assert.True(policy.CheckPort(connect: true, 22).Allowed);
    }

    private DestinationPolicy Policy(params string[] allowed) => new(new() { AllowDestinations = allowed }, _listeners);
}
