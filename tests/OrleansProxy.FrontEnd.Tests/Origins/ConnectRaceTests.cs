using System.Net;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Origins;

public sealed class ConnectRaceTests
{
    [Theory]
    [InlineData("6 6 6 4 4", "6 4 6 4 6")]
    [InlineData("4 6 6", "4 6 6")]
    [InlineData("4 4", "4 4")]
    public void Families_take_turns_beginning_with_the_first(string given, string expected)
    {
        IPEndPoint[] addresses = [.. given.Split(' ').Select((family, index) => Address(family, index))];
        IPEndPoint[] ordered = [.. ConnectRace.Alternate(addresses)];
        Assert.Equal(expected, string.Join(' ', ordered.Select(address => address.Address.GetAddressBytes().Length == 16 ? "6" : "4")));
        Assert.Equal(addresses.Length, ordered.Distinct().Count());
    }

    [Fact]
    public async Task The_race_goes_on_past_addresses_that_refuse()
    {
        using var origin = new TestOrigin();
        IPEndPoint[] addresses =
            [new(IPAddress.IPv6Loopback, origin.Port), new(IPAddress.Parse("127.9.9.9"), origin.Port), new(IPAddress.Loopback, origin.Port)];
        ITransport? winner = await ConnectRace.RunAsync(addresses, TestTransports.Shared, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.NotNull(winner);
        using (winner)
        {
            Assert.Equal(addresses[2], winner.Remote);
        }
    }

    [Fact]
    public async Task There_is_no_winner_where_every_address_refuses()
    {
        int port;
        using (var gone = new TestOrigin())
        {
            port = gone.Port;
        }

        IPEndPoint[] addresses = [new(IPAddress.Loopback, port), new(IPAddress.Parse("127.9.9.9"), port)];
        Assert.Null(await ConnectRace.RunAsync(addresses, TestTransports.Shared, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Null(await ConnectRace.RunAsync(addresses[..1], TestTransports.Shared, TimeProvider.System, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_next_attempt_begins_after_250_ms_or_at_once_when_the_last_one_failed()
    {
        var time = new ManualTime();
        using var transports = new ScriptedTransports();
        IPEndPoint[] addresses = [.. Enumerable.Range(0, 4).Select(index => Address("4", index))];
        Task<ITransport?> race = ConnectRace.RunAsync(addresses, transports, time, TestContext.Current.CancellationToken);
        Assert.Equal(addresses[..1], transports.Asked);
        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(addresses[..1], transports.Asked);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await transports.AskedAsync(2);
        transports.Answer(1, null);
        await transports.AskedAsync(3);

        // The first is slow, not dead: it wins while two others are still under way.
        ITransport winner = await transports.AnswerAsync(0);
        Assert.Same(winner, await race);
        Assert.Equal(addresses[..3], transports.Asked);
        Assert.True(transports.CalledOff(2));
        winner.Dispose();
    }

    private static IPEndPoint Address(string family, int index) =>
        new(IPAddress.Parse(family == "6" ? $"2001:db8::{index + 1}" : $"192.0.2.{index + 1}"), 80);
}
