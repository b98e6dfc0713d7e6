using OrleansProxy.Grains.Cache;
using OrleansProxy.Testing;

namespace OrleansProxy.Grains.Tests.Cache;

public sealed class DirectoryEntryTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private static readonly StoredCopy Copy = new("node", "\"tag\"", DateTimeOffset.UnixEpoch);
    private readonly ManualTime _time = new();
    private readonly DirectoryEntry _entry;

    public DirectoryEntryTests() => _entry = new DirectoryEntry(LeaseTime, _time);

    [Fact]
    public void One_node_at_a_time_has_the_lease()
    {
        Guid lease = _entry.TryLease("one");
        Assert.NotEqual(Guid.Empty, lease);
        Assert.Equal(Guid.Empty, _entry.TryLease("two"));
        Assert.True(_entry.Release(lease));
        Assert.False(_entry.Release(lease));
        Assert.NotEqual(Guid.Empty, _entry.TryLease("two"));
    }

    [Fact]
    public void A_node_may_lease_again_before_its_word_that_it_gave_the_lease_back_arrives()
    {
        Guid former = _entry.TryLease("one");
        Guid present = _entry.TryLease("one");
        Assert.NotEqual(Guid.Empty, present);
        Assert.NotEqual(former, present);
        Assert.False(_entry.Release(former));
        Assert.Equal(Guid.Empty, _entry.TryLease("two"));
        Assert.True(_entry.Release(present));
    }

    [Fact]
    public void A_lease_that_is_never_given_back_runs_out()
    {
        Guid lost = _entry.TryLease("one");
        _time.Advance(LeaseTime);
        Guid next = _entry.TryLease("two");
        Assert.NotEqual(Guid.Empty, next);
        Assert.False(_entry.Release(lost));
        Assert.False(_entry.Stored(lost, Copy));
        Assert.True(_entry.Stored(next, Copy));
    }

    [Fact]
    public void A_copy_is_noted_under_the_lease_and_outlives_it()
    {
        Guid lease = _entry.TryLease("one");
        Assert.True(_entry.Stored(lease, Copy));
        _entry.Release(lease);
        Assert.Equal(Copy, _entry.Copy);
    }

    [Fact]
    public void Nobody_stores_without_a_lease()
    {
        Assert.False(_entry.Stored(Guid.Empty, Copy));
        Assert.False(_entry.Release(Guid.Empty));
        Assert.Null(_entry.Copy);
    }

    [Fact]
    public void Invalidating_forgets_the_copy_and_the_fetch_in_flight()
    {
        Guid lease = _entry.TryLease("one");
        _entry.Stored(lease, Copy);
        Assert.True(_entry.Invalidate());
        Assert.Null(_entry.Copy);
        Assert.False(_entry.Stored(lease, Copy));
        Assert.False(_entry.Release(lease));
        Assert.False(_entry.Invalidate());
    }
}
