using System.Net;
using System.Net.NetworkInformation;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Destinations;

public sealed class OwnListenersTests
{
    private readonly ManualTime _time = new();
    private readonly List<IPAddress> _machine = [IPAddress.Parse("203.0.113.5"), IPAddress.Parse("fe80::5%2")];
    private Exception? _fault;
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
    public void Who_asks_never_makes_the_machine_read_its_addresses()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080));
        Assert.Equal(1, _reads);
        for (int asked = 0; asked < 10; asked++)
        {
            listeners.Contains(new IPEndPoint(IPAddress.Parse("203.0.113.77"), 8080));
        }

        Assert.Equal(1, _reads);
    }

    [Fact]
    public void A_new_address_of_the_machine_is_ours_within_30_seconds_though_nobody_asked_meanwhile()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080));
        var added = new IPEndPoint(IPAddress.Parse("203.0.113.77"), 8080);
        _machine.Add(added.Address);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(listeners.Contains(added));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(listeners.Contains(added));
    }

    [Fact]
    public void A_listener_that_is_added_later_finds_the_addresses_of_that_moment()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080));
        var added = new IPEndPoint(IPAddress.Parse("203.0.113.77"), 8081);
        _machine.Add(added.Address);
        listeners.Add(new IPEndPoint(IPAddress.Any, 8081));
        Assert.True(listeners.Contains(added));
    }

    [Fact]
    public void A_reading_that_fails_is_told_and_leaves_what_was_known_until_the_next_one()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080));
        var faults = new List<Exception>();
        listeners.RefreshFailed += faults.Add;
        _fault = new NetworkInformationException();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Same(_fault, Assert.Single(faults));
        Assert.True(listeners.Contains(new IPEndPoint(IPAddress.Parse("203.0.113.5"), 8080)));

        _fault = null;
        _machine.Add(IPAddress.Parse("203.0.113.6"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(listeners.Contains(new IPEndPoint(IPAddress.Parse("203.0.113.6"), 8080)));
    }

    [Fact]
    public void Nothing_is_read_any_more_once_it_is_disposed()
    {
        OwnListeners listeners = Listening(new IPEndPoint(IPAddress.Any, 8080));
        listeners.Dispose();
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, _reads);
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
            return _fault is null ? _machine : throw _fault;
        });
        Array.ForEach(endpoints, listeners.Add);
        return listeners;
    }
}
