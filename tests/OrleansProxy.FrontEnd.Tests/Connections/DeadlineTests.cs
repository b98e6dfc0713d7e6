using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class DeadlineTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly DeadlineClock _clock;

    public DeadlineTests() => _clock = new DeadlineClock(_time);

    public void Dispose() => _clock.Dispose();

    [Fact]
    public void What_moves_is_given_its_time_again_and_what_has_stopped_expires()
    {
        bool moves = true;
        int asked = 0;
        using var deadline = new Deadline(_clock, new ExpiryProbe(() =>
        {
            asked++;
            return moves;
        }));
        deadline.Arm(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(1.75));
        Assert.Equal(0, asked);
        for (int round = 1; round <= 3; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal((round, false), (asked, deadline.IsExpired));
        }

        moves = false;
        _time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.True(deadline.IsExpired);
    }

    [Fact]
    public void Nothing_is_asked_of_what_nobody_waits_for()
    {
        int asked = 0;
        using var deadline = new Deadline(_clock, new ExpiryProbe(() => ++asked > 0));
        deadline.Arm(TimeSpan.FromSeconds(1));
        deadline.Disarm();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, false), (asked, deadline.IsExpired));
    }

    [Fact]
    public void One_that_is_disarmed_while_it_is_asked_stays_so()
    {
        Deadline? deadline = null;
        deadline = new Deadline(_clock, new ExpiryProbe(() =>
        {
            deadline!.Disarm();
            return true;
        }));
        using (deadline)
        {
            deadline.Arm(TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
            deadline.Extend(TimeSpan.Zero);
            _time.Advance(TimeSpan.FromHours(1));
            Assert.False(deadline.IsExpired);
        }
    }
}
