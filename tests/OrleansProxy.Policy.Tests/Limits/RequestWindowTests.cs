using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Limits;

public sealed class RequestWindowTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly WindowLimit Limit = new(5, Period, new ManualTime());

    [Fact]
    public void What_came_at_one_instant_is_free_again_after_exactly_one_period()
    {
        var window = new RequestWindow();
        Assert.True(window.Acquire(5, Limit, 1_000).Allowed);
        RateLimitDecision refused = window.Acquire(1, Limit, 1_000);
        Assert.Equal(new RateLimitDecision(false, 5, 5, Period, Period), refused);
        Assert.False(window.Acquire(1, Limit, 1_000 + Limit.PeriodTicks - 1).Allowed);
        Assert.True(window.Acquire(5, Limit, 1_000 + Limit.PeriodTicks).Allowed);
    }

    [Fact]
    public void The_wait_depends_on_the_cost()
    {
        var window = new RequestWindow();
        window.Acquire(2, Limit, 0);
        window.Acquire(3, Limit, TimeSpan.TicksPerSecond);
        Assert.Equal(TimeSpan.FromSeconds(8), window.Acquire(2, Limit, 2 * TimeSpan.TicksPerSecond).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(9), window.Acquire(3, Limit, 2 * TimeSpan.TicksPerSecond).RetryAfter);
    }

    [Fact]
    public void A_cost_above_the_limit_never_passes_and_is_told_to_wait_a_period()
    {
        Assert.Equal(new RateLimitDecision(false, 0, 5, Period, Period), new RequestWindow().Acquire(6, Limit, 0));
    }

    [Fact]
    public void What_is_available_passes_and_one_more_does_not()
    {
        var window = new RequestWindow();
        window.Acquire(2, Limit, 0);
        Assert.Equal(3, window.Available(Limit, 1));
        Assert.False(window.Acquire(4, Limit, 1).Allowed);
        Assert.True(window.Acquire(3, Limit, 1).Allowed);
        Assert.Equal(0, window.Available(new(1, Period, new ManualTime()), 1));
        Assert.Equal(5, window.Available(Limit, 1 + Limit.PeriodTicks));
    }

    [Fact]
    public void A_copy_counts_the_same_and_goes_its_own_way()
    {
        var window = new RequestWindow();
        window.Acquire(3, Limit, 0);
        RequestWindow copy = window.Copy();
        Assert.Equal(5, copy.Acquire(2, Limit, 1).Count);
        Assert.Equal(4, window.Acquire(1, Limit, 1).Count);
    }

    [Fact]
    public void A_window_is_idle_once_its_last_request_counts_no_more()
    {
        var window = new RequestWindow();
        Assert.True(window.IsIdle(Limit, 0));
        window.Acquire(1, Limit, 7);
        Assert.False(window.IsIdle(Limit, 6 + Limit.PeriodTicks));
        Assert.True(window.IsIdle(Limit, 7 + Limit.PeriodTicks));
    }

    [Fact]
    public void A_lower_count_binds_what_was_counted_before()
    {
        var window = new RequestWindow();
        window.Acquire(5, Limit, 0);
        var lower = new WindowLimit(2, Period, new ManualTime());
        Assert.False(window.Acquire(1, lower, 1).Allowed);
        Assert.True(window.Acquire(2, lower, Limit.PeriodTicks).Allowed);
    }

    [Fact]
    public void A_period_that_grows_under_a_full_window_forgets_nothing()
    {
        var generous = new WindowLimit(1_000, Period, new ManualTime());
        var longer = new WindowLimit(1_000, 100 * Period, new ManualTime());
        var window = new RequestWindow();
        int counted = 0;
        long now = 0;
        for (; now < generous.PeriodTicks; now += generous.SlotTicks + 1)
        {
            counted = window.Acquire(1, generous, now).Count;
        }

        for (int request = 0; request < 70; request++, now += longer.SlotTicks / 8)
        {
            Assert.Equal(++counted, window.Acquire(1, longer, now).Count);
            Assert.InRange(window.Length, 1, RequestWindow.MaxLumps);
        }
    }

    [Theory]
    [InlineData(10_000_000, 64_000_000)]
    [InlineData(12_345_678, 10_000_000)]
    [InlineData(99_999_999, 1_000_000_000)]
    public void Any_arrivals_keep_to_the_limit_of_an_exact_log(long periodTicks, long frequency)
    {
        var time = new FrequencyTime(frequency);
        Gen<(long Wait, int Cost)> arrival =
            from share in Gen.Frequency(
                (3, Gen.Constant(0)), (6, Gen.Choose(0, 1_000)), (3, Gen.Choose(900, 1_100)), (1, Gen.Choose(0, 80_000)))
            from cost in Gen.Choose(1, 4)
            select (Slice(periodTicks * frequency / TimeSpan.TicksPerSecond, share), cost);
        var run = Gen.Zip(Gen.Choose(1, 40), Gen.ListOf(arrival, 300)).ToArbitrary();
        var property = Prop.ForAll(run, sample =>
            AgreesWithExactLog(new WindowLimit(sample.Item1, TimeSpan.FromTicks(periodTicks), time), sample.Item2));
        Check.One(FixedSeed.Tests(200), property);
    }

    /// <summary>1,000 is one slot, 64,000 one period.</summary>
    private static long Slice(long period, int share) => period * share / 64_000;

    private static bool AgreesWithExactLog(WindowLimit limit, IEnumerable<(long Wait, int Cost)> arrivals)
    {
        var window = new RequestWindow();
        var log = new List<(long At, int Cost)>();
        long now = 0;
        foreach ((long wait, int cost) in arrivals)
        {
            now += wait;
            RequestWindow before = window.Copy();
            RateLimitDecision decision = window.Acquire(cost, limit, now);
            if (decision.Allowed)
            {
                log.Add((now, cost));
            }

            bool rightAnswer = decision.Allowed
                ? Sum(log, now - limit.PeriodTicks) <= limit.Count
                : cost > limit.Count || Sum(log, now - limit.PeriodTicks - limit.SlotTicks) + cost > limit.Count;
            if (!rightAnswer || window.Length > RequestWindow.MaxLumps || !HasLeastWait(before, decision, cost, limit, now))
            {
                return false;
            }
        }

        return true;
    }

    private static int Sum(List<(long At, int Cost)> log, long after) =>
        log.Where(request => request.At > after).Sum(request => request.Cost);

    private static bool HasLeastWait(RequestWindow before, RateLimitDecision decision, int cost, WindowLimit limit, long now)
    {
        if (decision.Allowed || cost > limit.Count)
        {
            return decision.RetryAfter == (decision.Allowed ? TimeSpan.Zero : limit.Period);
        }

        // One TimeSpan tick may be shorter or longer than one of the clock's, so look for the first clock tick by halving.
        long low = now;
        long high = now + limit.PeriodTicks + limit.SlotTicks;
        while (high - low > 1)
        {
            long middle = low + (high - low) / 2;
            (low, high) = before.Copy().Acquire(cost, limit, middle).Allowed ? (low, middle) : (middle, high);
        }

        return decision.RetryAfter == limit.ToWait(high - now);
    }

    private sealed class FrequencyTime(long frequency) : TimeProvider
    {
        public override long TimestampFrequency => frequency;
    }
}
