using System.Net;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Origins;

public sealed class OriginConnectorTests : IDisposable
{
    private static readonly IPAddress Outside = IPAddress.Parse("203.0.113.5");

    private readonly DeadlineClock _clock = new(TimeProvider.System);

    public void Dispose() => _clock.Dispose();

    [Fact]
    public async Task A_client_from_elsewhere_may_not_reach_a_private_address_under_any_name()
    {
        OriginConnector connector = Connector([IPAddress.Loopback, IPAddress.Parse("10.0.0.1"), IPAddress.Parse("::ffff:192.168.0.1")]);
        OriginConnect made = await connector.ConnectAsync(Outside, new OriginKey("inside.test", 80), TestContext.Current.CancellationToken);
        Assert.Null(made.Connection);
        Assert.Equal(OriginFault.Prohibited, made.Fault);
        Assert.Contains("Proxy:AllowDestinations", made.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_addresses_that_the_client_may_reach_are_connected()
    {
        using var origin = new TestOrigin();
        OriginConnector connector = Connector(
            [IPAddress.Parse("127.5.5.5"), IPAddress.Loopback], new DestinationOptions { AllowDestinations = ["127.0.0.1"] });
        OriginConnect made = await connector.ConnectAsync(
            Outside, new OriginKey("mixed.test", origin.Port), TestContext.Current.CancellationToken);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, origin.Port), made.Connection!.Remote);
        made.Connection.Dispose();
    }

    [Fact]
    public async Task A_name_that_takes_too_long_to_resolve_is_given_up_in_time()
    {
        var time = new ManualTime();
        using var clock = new DeadlineClock(time);
        var connector = new OriginConnector(
            new ProxyOptions { ConnectTimeout = TimeSpan.FromSeconds(2) },
            new DestinationPolicy(new DestinationOptions(), new OwnListeners(time)),
            new HostResolver(time, (_, _) => new TaskCompletionSource<IPAddress[]>().Task),
            TestTransports.Shared,
            clock,
            time);
        Task<OriginConnect> connecting = connector.ConnectAsync(Outside, new OriginKey("slow.test", 80), TestContext.Current.CancellationToken).AsTask();
        await time.RunUntilAsync(connecting);
        Assert.Equal(OriginFault.TimedOut, (await connecting).Fault);
    }

    [Fact]
    public async Task A_name_that_finds_no_room_among_the_lookups_of_others_is_a_matter_of_time_and_not_of_the_name()
    {
        var time = new ManualTime();
        using var clock = new DeadlineClock(time);
        var resolver = new HostResolver(time, (_, _) => new TaskCompletionSource<IPAddress[]>().Task);
        var connector = new OriginConnector(
            new ProxyOptions { ConnectTimeout = TimeSpan.FromMinutes(1) },
            new DestinationPolicy(new DestinationOptions(), new OwnListeners(time)),
            resolver,
            TestTransports.Shared,
            clock,
            time);
        Task[] others =
            [.. Enumerable.Range(0, 32).Select(host => resolver.ResolveAsync($"{host}.test", TestContext.Current.CancellationToken).AsTask())];
        await time.RunUntilAsync(Task.WhenAll(others));

        // Those lookups hang on, and with them their slots.
        Task<OriginConnect> connecting = connector.ConnectAsync(Outside, new OriginKey("a.test", 80), TestContext.Current.CancellationToken).AsTask();
        TimeSpan passed = await time.RunUntilAsync(connecting);
        Assert.Equal(OriginFault.TimedOut, (await connecting).Fault);
        Assert.InRange(passed.TotalSeconds, 5, 59);
    }

    private OriginConnector Connector(IPAddress[] addresses, DestinationOptions? destinations = null) => new(
        new ProxyOptions(),
        new DestinationPolicy(destinations ?? new DestinationOptions(), new OwnListeners(TimeProvider.System)),
        new HostResolver(TimeProvider.System, (_, _) => Task.FromResult(addresses)),
        TestTransports.Shared,
        _clock,
        TimeProvider.System);
}
