using System.Net;
using OrleansProxy.Administration.SignIn;
using OrleansProxy.Testing;

namespace OrleansProxy.Administration.Tests.SignIn;

public sealed class LoginThrottleTests
{
    private static readonly IPAddress Alice = IPAddress.Parse("192.0.2.1");
    private readonly ManualTime _time = new();
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests() => _throttle = new(_time);

    [Fact]
    public void The_sixth_attempt_of_an_address_on_an_account_waits_until_the_first_is_a_quarter_of_an_hour_old()
    {
        Fail(Alice, "admin", 5);
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(TimeSpan.FromMinutes(10), _throttle.Begin(Alice, "ADMIN"));

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(_throttle.Begin(Alice, "admin"));
    }

    [Fact]
    public void Wrong_passwords_from_one_address_lock_out_no_other()
    {
        Fail(Alice, "admin", 5);
        for (int i = 0; i < 100; i++)
        {
            Assert.NotNull(_throttle.Begin(Alice, "admin"));
        }

        Assert.Null(_throttle.Begin(IPAddress.Parse("198.51.100.1"), "admin"));
        Assert.Null(_throttle.Begin(Alice, "other"));
    }

    [Fact]
    public void Guessing_an_account_from_many_addresses_is_braked_after_fifty_attempts()
    {
        for (int i = 0; i < 50; i++)
        {
            Assert.Null(_throttle.Begin(IPAddress.Parse($"198.51.100.{i}"), "admin"));
        }

        Assert.Equal(TimeSpan.FromMinutes(15), _throttle.Begin(Alice, "ADMIN"));
        Assert.Null(_throttle.Begin(Alice, "other"));
    }

    [Fact]
    public void Guessing_many_names_from_one_address_is_braked_after_fifty_attempts()
    {
        for (int i = 0; i < 50; i++)
        {
            Assert.Null(_throttle.Begin(Alice, $"name{i}"));
        }

        Assert.Equal(TimeSpan.FromMinutes(15), _throttle.Begin(Alice, "admin"));
    }

    [Fact]
    public void A_success_forgets_the_failures_before_it()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Null(_throttle.Begin(Alice, "admin"));
        }

        _throttle.Succeeded(Alice, "admin");

        Assert.Null(_throttle.Begin(Alice, "admin"));
    }

    [Fact]
    public void An_IPv6_site_counts_as_one_and_a_mapped_address_as_IPv4()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Null(_throttle.Begin(IPAddress.Parse($"2001:db8::{i}"), "x"));
        }

        Assert.NotNull(_throttle.Begin(IPAddress.Parse("2001:db8:0:0:ffff::1"), "x"));
        Assert.Null(_throttle.Begin(IPAddress.Parse("2001:db8:0:1::1"), "x"));

        Fail(Alice, "y", 5);
        Assert.NotNull(_throttle.Begin(Alice.MapToIPv6(), "y"));
    }

    private void Fail(IPAddress address, string account, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Assert.Null(_throttle.Begin(address, account));
        }
    }
}
