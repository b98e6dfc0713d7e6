using System.Net;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Destinations;

public sealed class OwnListenersTests
{
    private readonly ManualTime _time = new();
    private readonly List<IPAddress> _machine = [IPAddress.Parse("203.0.113.5"), IPAddress.Parse("fe80::5%2")];
    private int _reads;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b:1::127.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("203.0.113.5")]
    [InlineData("::ffff:203.0.113.5")]
    [InlineData("64:ff9b::203.0.113.5")]
    [InlineData("2002:cb00:7105::1")]
    [InlineData("fe80::5")]
    public void Every_way_to_our_port_on_this_machine_is_us(string address)
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Loopback, 8080));
        Assert.True(listeners.Contains(new IPEndPoint(IPAddress.Parse(address), 8080)));
    }

    [Theory]
    [InlineData("127.0.0.1", 8082)]
    [InlineData("203.0.113.6", 8080)]
    [InlineData("64:ff9b::203.0.113.6", 8080)]
    [InlineData("2001:db8::1", 8080)]
    public void Another_port_or_machine_is_not(string address, int port)
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080), new IPEndPoint(IPAddress.IPv6Loopback, 8081));
        Assert.False(listeners.Contains(new IPEndPoint(IPAddress.Parse(address), port)));
    }

    [Fact]
    public void A_closed_listener_is_us_no_more()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Loopback, 8080), new IPEndPoint(IPAddress.Loopback, 8081));
        listeners.Remove(new IPEndPoint(IPAddress.Loopback, 8080));
        listeners.Remove(new IPEndPoint(IPAddress.Loopback, 9999));
        Assert.False(listeners.Contains(new IPEndPoint(IPAddress.Loopback, 8080)));
        Assert.True(listeners.Contains(new IPEndPoint(IPAddress.Loopback, 8081)));
    }

    [Fact]
    public void The_machine_is_asked_for_its_addresses_once_in_30_seconds_and_only_for_our_ports()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080));
        var candidate = new IPEndPoint(IPAddress.Parse("203.0.113.77"), 8080);
        listeners.Contains(new IPEndPoint(candidate.Address, 443));
        Assert.Equal(0, _reads);
        Assert.False(listeners.Contains(candidate));
        _machine.Add(candidate.Address);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(listeners.Contains(candidate));
        Assert.Equal(1, _reads);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(listeners.Contains(candidate));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void The_interfaces_of_this_machine_have_a_loopback_address()
    {
        Assert.Contains(MachineAddresses.FromInterfaces(), IPAddress.IsLoopback);
    }

    private OwnListeners Listening(params IPEndPoint[] endpoints)
    {
        var listeners = new OwnListeners(_time, () =>
        {
            _reads++;
            return _machine;
        });
        Array.ForEach(endpoints, listeners.Add);
        return listeners;
    }
}
