using System.Net;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Credentials;

public sealed class FailureThrottleTests
{
    private readonly ManualTime _time = new();
    private readonly FailureThrottle _throttle;

    public FailureThrottleTests() => _throttle = new FailureThrottle(_time);

    [Fact]
    public void Ten_failures_in_a_minute_are_let_pass_and_waiting_as_told_is_enough()
    {
        for (int failure = 0; failure < FailureThrottle.MaxFailures; failure++)
        {
            Fail(Client(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(_throttle.Begin(Client(1), out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(50), wait);
        _time.Advance(wait - TimeSpan.FromTicks(1));
        Assert.Null(_throttle.Begin(Client(1), out _));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(_throttle.Begin(Client(1), out _));
    }

    [Fact]
    public void Checks_that_have_not_ended_count_until_they_succeed()
    {
        ClientFailures[] checks = [.. Enumerable.Range(0, FailureThrottle.MaxFailures).Select(_ => _throttle.Begin(Client(1), out TimeSpan _)!)];
        Assert.Null(_throttle.Begin(Client(1), out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);
        Array.ForEach(checks, check => _throttle.End(check, failed: false));
        Assert.NotNull(_throttle.Begin(Client(1), out _));
    }

    [Fact]
    public void An_IPv6_network_is_one_client_and_its_neighbour_another()
    {
        for (int failure = 0; failure < FailureThrottle.MaxFailures; failure++)
        {
            Fail(ClientKey.Of(IPAddress.Parse($"2001:db8::{failure + 1:x}")));
        }

        Assert.Null(_throttle.Begin(ClientKey.Of(IPAddress.Parse("2001:db8::ffff")), out _));
        Assert.NotNull(_throttle.Begin(ClientKey.Of(IPAddress.Parse("2001:db8:0:1::1")), out _));
    }

    [Fact]
    public void It_remembers_no_more_clients_than_it_may()
    {
        for (int client = 0; client < FailureThrottle.MaxClients + 1_000; client++)
        {
            Fail(Client(client));
        }

        Assert.Equal(FailureThrottle.MaxClients, _throttle.Count);
    }

    private static ClientKey Client(int number) => ClientKey.Of(new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]));

    private void Fail(ClientKey client) => _throttle.End(_throttle.Begin(client, out _)!, failed: true);
}
