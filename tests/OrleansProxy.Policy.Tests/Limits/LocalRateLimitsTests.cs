using System.Net;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Limits;

public sealed class LocalRateLimitsTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private readonly ManualTime _time = new();

    [Fact]
    public void Requests_pass_again_after_the_told_wait()
    {
        var limits = new LocalRateLimits(Options(2), _time);
        Acquire(limits, 1);
        _time.Advance(TimeSpan.FromSeconds(4));
        Acquire(limits, 1);
        TimeSpan wait = Acquire(limits, 1).RetryAfter;
        Assert.Equal(TimeSpan.FromSeconds(6), wait);
        _time.Advance(wait - TimeSpan.FromTicks(1));
        Assert.False(Acquire(limits, 1).Allowed);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(Acquire(limits, 1).Allowed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-10_000)]
    public void A_wall_clock_that_is_set_changes_nothing(int days)
    {
        var limits = new LocalRateLimits(Options(1), _time);
        Acquire(limits, 1);
        _time.StepWallClock(TimeSpan.FromDays(days));
        Assert.Equal(Period, Acquire(limits, 1).RetryAfter);
        _time.Advance(Period);
        Assert.True(Acquire(limits, 1).Allowed);
    }

    [Fact]
    public void A_flood_of_clients_resets_nobody()
    {
        var limits = new LocalRateLimits(Options(3, maxClients: 8), _time, tables: 1);
        Acquire(limits, 1, cost: 3);
        for (int client = 2; client < 500; client++)
        {
            Acquire(limits, client);
        }

        Assert.False(Acquire(limits, 1).Allowed);
        Assert.Equal(8, limits.TrackedClients);
    }

    [Fact]
    public void Newcomers_to_a_full_table_share_one_limit()
    {
        var limits = new LocalRateLimits(Options(3, maxClients: 2), _time, tables: 1);
        Acquire(limits, 1);
        Acquire(limits, 2);
        Assert.True(Acquire(limits, 3, cost: 2).Allowed);
        Assert.True(Acquire(limits, 4).Allowed);
        Assert.False(Acquire(limits, 5).Allowed);
        Assert.True(Acquire(limits, 1, cost: 2).Allowed);
    }

    [Fact]
    public void What_a_newcomer_used_up_still_counts_when_it_gets_a_place()
    {
        var limits = new LocalRateLimits(Options(3, maxClients: 1), _time, tables: 1);
        Acquire(limits, 1);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(Acquire(limits, 2, cost: 3).Allowed);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(Acquire(limits, 2).Allowed);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(Acquire(limits, 2, cost: 3).Allowed);
        Assert.Equal(1, limits.TrackedClients);
    }

    [Fact]
    public void A_quiet_client_makes_room()
    {
        var limits = new LocalRateLimits(Options(1, maxClients: 2), _time, tables: 1);
        Acquire(limits, 1);
        Acquire(limits, 2);
        _time.Advance(Period);
        Assert.True(Acquire(limits, 3).Allowed);
        Assert.True(Acquire(limits, 4).Allowed);
        Assert.False(Acquire(limits, 3).Allowed);
        Assert.Equal(2, limits.TrackedClients);
    }

    [Fact]
    public void A_refused_newcomer_takes_no_place()
    {
        var limits = new LocalRateLimits(Options(1), _time);
        Assert.False(Acquire(limits, 1, cost: 2).Allowed);
        Assert.Equal(0, limits.TrackedClients);
    }

    [Fact]
    public void The_tables_together_hold_what_the_setting_says()
    {
        var limits = new LocalRateLimits(Options(1, maxClients: 1_003), _time);
        for (int client = 0; client < 20_000; client++)
        {
            Acquire(limits, client);
        }

        Assert.Equal(1_003, limits.TrackedClients);
    }

    [Fact]
    public void Changed_settings_apply_to_what_was_counted()
    {
        var limits = new LocalRateLimits(Options(2), _time);
        Acquire(limits, 1, cost: 2);
        limits.Apply(Options(3));
        Assert.Equal(new RateLimitDecision(true, 3, 3, Period, TimeSpan.Zero), Acquire(limits, 1));
        limits.Apply(new() { Enabled = false });
        Assert.True(Acquire(limits, 1).Allowed);
        limits.Apply(Options(3));
        Assert.False(Acquire(limits, 1).Allowed);
    }

    [Fact]
    public void A_lower_count_and_a_longer_period_hold_what_was_counted_under_the_old_ones()
    {
        var limits = new LocalRateLimits(Options(3), _time);
        Acquire(limits, 1, cost: 3);
        limits.Apply(Options(1));
        Assert.Equal(new RateLimitDecision(false, 3, 1, Period, Period), Acquire(limits, 1));
        limits.Apply(new() { Count = 1, Period = 2 * Period });
        _time.Advance(Period);
        Assert.Equal(Period, Acquire(limits, 1).RetryAfter);
        _time.Advance(Period);
        Assert.True(Acquire(limits, 1).Allowed);
    }

    [Fact]
    public void Fewer_places_take_nobodys_place_away()
    {
        var limits = new LocalRateLimits(Options(1, maxClients: 3), _time, tables: 1);
        Acquire(limits, 1);
        Acquire(limits, 2);
        Acquire(limits, 3);
        limits.Apply(Options(1, maxClients: 1));
        Acquire(limits, 4);
        Assert.All([1, 2, 3, 4, 5], client => Assert.False(Acquire(limits, client).Allowed));
        Assert.Equal(3, limits.TrackedClients);
    }

    [Fact]
    public void Bad_settings_leave_the_old_ones_in_force()
    {
        var limits = new LocalRateLimits(Options(1), _time);
        FormatException fault = Assert.Throws<FormatException>(() => limits.Apply(new() { Count = 9, Exempt = ["lan"] }));
        Assert.Contains("'lan'", fault.Message, StringComparison.Ordinal);
        Acquire(limits, 1);
        Assert.False(Acquire(limits, 1).Allowed);
    }

    [Fact]
    public async Task A_question_that_was_given_up_costs_nothing()
    {
        var limits = new LocalRateLimits(Options(1), _time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await limits.AcquireAsync(Client(1), 1, new CancellationToken(canceled: true)));
        Assert.True(Acquire(limits, 1).Allowed);
    }

    [Fact]
    public void A_known_client_costs_no_memory()
    {
        var limits = new LocalRateLimits(Options(1_000_000), _time);
        IPAddress client = Client(1);
        Acquire(limits, client);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int request = 0; request < 1_000; request++)
        {
            Acquire(limits, client);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static RateLimitOptions Options(int count, int maxClients = 1_000) =>
        new() { Count = count, Period = Period, MaxClients = maxClients };

    private static IPAddress Client(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private static RateLimitDecision Acquire(LocalRateLimits limits, int client, int cost = 1) =>
        Acquire(limits, Client(client), cost);

    private static RateLimitDecision Acquire(LocalRateLimits limits, IPAddress client, int cost = 1)
    {
        ValueTask<RateLimitDecision> decision = limits.AcquireAsync(client, cost, CancellationToken.None);
        return decision.IsCompletedSuccessfully
            ? decision.Result
            : throw new InvalidOperationException("The local limiter never waits.");
    }
}
