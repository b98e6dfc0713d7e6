using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class DeadlineClockTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void A_deadline_expires_at_the_first_tick_after_it_is_due()
    {
        using var clock = new DeadlineClock(_time);
        var owner = new ExpiryProbe();
        using var deadline = new Deadline(clock, owner);
        deadline.Arm(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromMilliseconds(1999));
        Assert.Equal((false, 0), (deadline.IsExpired, owner.Expired));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((true, 1), (deadline.IsExpired, owner.Expired));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, owner.Expired);
    }

    [Fact]
    public void A_disarmed_deadline_never_expires_and_is_not_extended()
    {
        using var clock = new DeadlineClock(_time);
        using var deadline = new Deadline(clock);
        deadline.Arm(TimeSpan.FromSeconds(1));
        deadline.Disarm();
        deadline.Extend(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(deadline.IsExpired);
    }

    [Fact]
    public void Arming_or_extending_sets_the_time_from_now_on()
    {
        using var clock = new DeadlineClock(_time);
        using var deadline = new Deadline(clock);
        deadline.Arm(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(1));
        deadline.Extend(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(1.75));
        Assert.False(deadline.IsExpired);
        deadline.Arm(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(deadline.IsExpired);
    }

    [Fact]
    public void A_deadline_that_was_disposed_is_left_alone()
    {
        using var clock = new DeadlineClock(_time);
        int ticks = 0;
        clock.Ticked += () => ticks++;
        var deadline = new Deadline(clock);
        deadline.Arm(TimeSpan.FromSeconds(1));
        deadline.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(deadline.IsExpired);
        Assert.Equal(8, ticks);
    }

    [Fact]
    public void One_that_ends_others_as_it_expires_leaves_the_rest_their_time()
    {
        using var clock = new DeadlineClock(_time);
        var others = new List<Deadline>();
        var owner = new ExpiryProbe(() =>
        {
            others.ForEach(other => other.Dispose());
            return false;
        });
        others.Add(new Deadline(clock));
        using var first = new Deadline(clock, owner);
        others.Add(new Deadline(clock));
        using var last = new Deadline(clock);
        first.Arm(TimeSpan.FromSeconds(1));
        last.Arm(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((true, false), (first.IsExpired, last.IsExpired));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(last.IsExpired);
        Assert.DoesNotContain(others, other => other.IsExpired);
    }

    [Fact]
    public void Its_time_goes_on_between_ticks()
    {
        using var clock = new DeadlineClock(_time);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(100).Ticks, clock.Now);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(TimeSpan.FromMilliseconds(349).Ticks, clock.Now);
    }

    [Fact]
    public void No_deadline_expires_early_however_late_the_ticks_are()
    {
        var late = new TicksByHand();
        using var clock = new DeadlineClock(late);
        using var deadline = new Deadline(clock);
        late.Seconds = 9;
        deadline.Arm(TimeSpan.FromSeconds(2));
        late.Seconds = 10;
        late.Tick();
        Assert.False(deadline.IsExpired);
        late.Seconds = 11;
        late.Tick();
        Assert.True(deadline.IsExpired);
    }

    /// <summary>A clock whose timer fires only when told to, as on a machine that has no time for it.</summary>
    private sealed class TicksByHand : TimeProvider
    {
        private Action? _tick;

        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;

        public void Tick() => _tick!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            return new ManualTime().CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
