using System.Net;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Contracts;

/// <summary>
/// What every <see cref="IRateLimits"/> does. Valid on a real clock too: nothing here waits, and the period is so long that
/// none ends during a test. Each test has clients of its own, so that an implementation may be shared.
/// </summary>
public abstract class RateLimitsContract
{
    private static readonly RateLimitOptions TenAnHour = new() { Count = 10, Period = TimeSpan.FromHours(1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes the limiter under test with these settings; one that cannot fake its clock ignores <paramref name="time"/>.</summary>
    protected abstract ValueTask<IRateLimits> CreateAsync(RateLimitOptions options, TimeProvider time);

    [Fact]
    public async Task Count_requests_pass_at_once_and_the_next_is_refused()
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        for (int request = 1; request <= 10; request++)
        {
            RateLimitDecision passed = await limits.AcquireAsync(IPAddress.Parse("192.0.2.1"), 1, Cancellation);
            Assert.True(passed.Allowed);
            Assert.Equal(10, passed.Limit);
            Assert.Equal(TimeSpan.Zero, passed.RetryAfter);
        }

        RateLimitDecision refused = await limits.AcquireAsync(IPAddress.Parse("192.0.2.1"), 1, Cancellation);
        Assert.False(refused.Allowed);
        Assert.Equal(10, refused.Limit);
        Assert.True(refused.RetryAfter > TimeSpan.Zero && refused.RetryAfter <= TenAnHour.Period, $"{refused.RetryAfter}");
    }

    [Fact]
    public async Task Clients_do_not_share_a_limit()
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse("192.0.2.2"), 10, Cancellation)).Allowed);
        Assert.False((await limits.AcquireAsync(IPAddress.Parse("192.0.2.2"), 1, Cancellation)).Allowed);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse("192.0.2.3"), 1, Cancellation)).Allowed);
    }

    [Theory]
    [InlineData("192.0.2.4", "::ffff:192.0.2.4")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2")]
    public async Task Addresses_of_one_client_share_its_limit(string first, string second)
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse(first), 10, Cancellation)).Allowed);
        Assert.False((await limits.AcquireAsync(IPAddress.Parse(second), 1, Cancellation)).Allowed);
    }

    [Fact]
    public async Task Neighbouring_IPv6_networks_are_different_clients()
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse("2001:db8:0:2::1"), 10, Cancellation)).Allowed);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse("2001:db8:0:3::1"), 10, Cancellation)).Allowed);
    }

    [Fact]
    public async Task A_refused_request_is_not_counted()
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse("192.0.2.5"), 7, Cancellation)).Allowed);
        Assert.False((await limits.AcquireAsync(IPAddress.Parse("192.0.2.5"), 4, Cancellation)).Allowed);
        Assert.True((await limits.AcquireAsync(IPAddress.Parse("192.0.2.5"), 3, Cancellation)).Allowed);
    }

    [Fact]
    public async Task A_cost_above_Count_is_refused_for_a_whole_period()
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        RateLimitDecision decision = await limits.AcquireAsync(IPAddress.Parse("192.0.2.6"), 11, Cancellation);
        Assert.False(decision.Allowed);
        Assert.Equal(TenAnHour.Period, decision.RetryAfter);
    }

    [Fact]
    public async Task A_cost_below_one_is_a_fault_of_the_caller()
    {
        IRateLimits limits = await CreateAsync(TenAnHour);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await limits.AcquireAsync(IPAddress.Parse("192.0.2.7"), 0, Cancellation));
    }

    [Fact]
    public async Task Nobody_is_limited_when_limits_are_off()
    {
        IRateLimits limits = await CreateAsync(new() { Enabled = false, Count = 1, Period = TimeSpan.FromHours(1) });
        await limits.AcquireAsync(IPAddress.Parse("192.0.2.8"), 1, Cancellation);
        RateLimitDecision decision = await limits.AcquireAsync(IPAddress.Parse("192.0.2.8"), 1, Cancellation);
        Assert.True(decision.Allowed);
        Assert.Equal(0, decision.Limit);
    }

    [Fact]
    public async Task An_exempt_client_is_not_limited_and_another_is()
    {
        IRateLimits limits = await CreateAsync(
            new() { Count = 1, Period = TimeSpan.FromHours(1), Exempt = ["198.51.100.0/24"] });
        await limits.AcquireAsync(IPAddress.Parse("::ffff:198.51.100.9"), 1, Cancellation);
        RateLimitDecision exempt = await limits.AcquireAsync(IPAddress.Parse("198.51.100.9"), 1, Cancellation);
        Assert.True(exempt.Allowed);
        Assert.Equal(0, exempt.Limit);
        await limits.AcquireAsync(IPAddress.Parse("192.0.2.9"), 1, Cancellation);
        Assert.False((await limits.AcquireAsync(IPAddress.Parse("192.0.2.9"), 1, Cancellation)).Allowed);
    }

    [Fact]
    public async Task Of_many_requests_at_the_same_time_exactly_Count_pass()
    {
        IRateLimits limits = await CreateAsync(new() { Count = 100, Period = TimeSpan.FromHours(1) });
        var client = IPAddress.Parse("192.0.2.10");
        bool[] allowed = (await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
            async () => new[]
            {
                (await limits.AcquireAsync(client, 1, Cancellation)).Allowed,
                (await limits.AcquireAsync(client, 1, Cancellation)).Allowed,
            },
            Cancellation)))).SelectMany(pair => pair).ToArray();
        Assert.Equal(100, allowed.Count(passed => passed));
    }

    private ValueTask<IRateLimits> CreateAsync(RateLimitOptions options) => CreateAsync(options, new ManualTime());
}
