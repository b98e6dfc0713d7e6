using OrleansProxy.Grains.Cache;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Cache;

public sealed class FetchLeaseStateTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private readonly ManualTime _time = new();
    private readonly FetchLeaseState _state;

    public FetchLeaseStateTests() => _state = new FetchLeaseState(LeaseTime, _time);

    [Fact]
    public void One_node_at_a_time_has_the_lease()
    {
        Guid lease = _state.TryLease("one");
        Assert.NotEqual(Guid.Empty, lease);
        Assert.Equal(Guid.Empty, _state.TryLease("two"));
        Assert.True(_state.Release(lease));
        Assert.False(_state.Release(lease));
        Assert.NotEqual(Guid.Empty, _state.TryLease("two"));
    }

    [Fact]
    public void A_node_may_lease_again_before_its_word_that_it_gave_the_lease_back_arrives()
    {
        Guid former = _state.TryLease("one");
        Guid present = _state.TryLease("one");
        Assert.NotEqual(Guid.Empty, present);
        Assert.NotEqual(former, present);
        Assert.False(_state.Release(former));
        Assert.Equal(Guid.Empty, _state.TryLease("two"));
        Assert.True(_state.Release(present));
    }

    [Fact]
    public void A_lease_that_ran_out_is_lost_to_the_next_node_that_wants_it()
    {
        Guid lost = _state.TryLease("one");
        _time.Advance(LeaseTime - TimeSpan.FromTicks(1));
        Assert.Equal(Guid.Empty, _state.TryLease("two"));
        _time.Advance(TimeSpan.FromTicks(1));
        Guid next = _state.TryLease("two");
        Assert.NotEqual(Guid.Empty, next);
        Assert.False(_state.Release(lost));
        Assert.True(_state.Release(next));
    }

    [Fact]
    public void A_lease_that_ran_out_stands_while_nobody_wants_it()
    {
        Guid lease = _state.TryLease("one");
        _time.Advance(LeaseTime * 2);
        Assert.True(_state.Release(lease));
    }

    [Fact]
    public void Invalidating_takes_the_lease_from_whoever_has_it()
    {
        Guid lease = _state.TryLease("one");
        Assert.True(_state.Invalidate());
        Assert.False(_state.Release(lease));
        Assert.False(_state.Invalidate());
        Assert.NotEqual(Guid.Empty, _state.TryLease("two"));
    }

    [Fact]
    public void What_nobody_has_cannot_be_given_back() => Assert.False(_state.Release(Guid.Empty));
}
