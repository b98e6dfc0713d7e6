using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Limits;

public sealed class GrainRateLimitsTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");
    private readonly ManualTime _time = new();
    private readonly GrainCallTiming _timing = new();
    private readonly ScriptedRateLimitGrain _grain = new();
    private readonly List<string> _keys = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clients_grain_decides_by_the_limit_in_force()
    {
        GrainRateLimits limits = Create(new() { Count = 5, Period = TimeSpan.FromSeconds(10) });
        _grain.Answer = () => new((false, 5, TimeSpan.FromSeconds(3)));
        RateLimitDecision decision = await limits.AcquireAsync(IPAddress.Parse("::ffff:192.0.2.1"), 2, Cancellation);
        Assert.Equal(new RateLimitDecision(false, 5, 5, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3)), decision);
        Assert.Equal((2, 5, TimeSpan.FromSeconds(10)), _grain.Last);
        Assert.Equal("192.0.2.1", Assert.Single(_keys));

        await limits.ApplyAsync(new() { Count = 6, Period = TimeSpan.FromSeconds(20) }, Cancellation);
        await limits.AcquireAsync(Client, 1, Cancellation);
        Assert.Equal((1, 6, TimeSpan.FromSeconds(20)), _grain.Last);
    }

    [Fact]
    public async Task A_client_that_is_not_limited_costs_no_call()
    {
        GrainRateLimits limits = Create(new() { Count = 1, Exempt = ["192.0.2.0/24"] });
        Assert.True((await limits.AcquireAsync(Client, 5, Cancellation)).Allowed);
        Assert.Equal(0, _grain.Asked);
    }

    [Fact]
    public async Task Without_the_grain_the_node_goes_on_counting_from_what_the_grain_let_pass_here()
    {
        GrainRateLimits limits = Create(new() { Count = 5, Period = TimeSpan.FromSeconds(10) });
        for (int request = 0; request < 3; request++)
        {
            Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        }

        _grain.Answer = () => throw new InvalidOperationException("The silo is away.");
        Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        RateLimitDecision refused = await limits.AcquireAsync(Client, 1, Cancellation);
        Assert.False(refused.Allowed);
        Assert.Equal(5, refused.Limit);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task What_the_grain_refused_is_not_counted_on_the_node()
    {
        GrainRateLimits limits = Create(new() { Count = 1, Period = TimeSpan.FromSeconds(10) });
        _grain.Answer = () => new((false, 1, TimeSpan.FromSeconds(3)));
        Assert.False((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        _grain.Answer = () => throw new InvalidOperationException("The silo is away.");
        Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
    }

    [Fact]
    public async Task A_grain_that_hangs_holds_a_request_for_the_answer_timeout_at_most()
    {
        GrainRateLimits limits = Create(new());
        _grain.Answer = () => new(new TaskCompletionSource<(bool, int, TimeSpan)>().Task);
        ValueTask<RateLimitDecision> asked = limits.AcquireAsync(Client, 1, Cancellation);
        Assert.False(asked.IsCompleted);
        _time.Advance(_timing.AnswerTimeout);
        Assert.True((await asked).Allowed);
        Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        Assert.Equal(1, _grain.Asked);
    }

    [Fact]
    public async Task A_grain_that_is_away_leaves_the_other_clients_to_theirs()
    {
        GrainRateLimits limits = Create(new());
        _grain.Answer = () => throw new InvalidOperationException("The silo is away.");
        Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        _grain.Answer = () => new((false, 100, TimeSpan.FromSeconds(3)));
        Assert.False((await limits.AcquireAsync(IPAddress.Parse("192.0.2.2"), 1, Cancellation)).Allowed);
    }

    [Fact]
    public async Task The_grain_decides_again_once_the_pause_is_over()
    {
        GrainRateLimits limits = Create(new());
        _grain.Answer = () => throw new InvalidOperationException("The silo is away.");
        Assert.True((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
        _time.Advance(_timing.RetryPause);
        _grain.Answer = () => new((false, 100, TimeSpan.FromSeconds(3)));
        Assert.False((await limits.AcquireAsync(Client, 1, Cancellation)).Allowed);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_leave_the_old_ones_in_force()
    {
        GrainRateLimits limits = Create(new() { Count = 5 });
        await Assert.ThrowsAsync<FormatException>(
            () => limits.ApplyAsync(new() { Count = 6, Exempt = ["nonsense"] }, Cancellation));
        await limits.AcquireAsync(Client, 1, Cancellation);
        Assert.Equal(5, _grain.Last.Count);
    }

    private GrainRateLimits Create(RateLimitOptions options) => new(
        client =>
        {
            _keys.Add(client.ToString());
            return _grain;
        },
        options,
        _timing,
        _time,
        NullLogger.Instance);
}
