using OrleansProxy.Caching.Local;
using OrleansProxy.Caching.Port;
using OrleansProxy.Testing;

namespace OrleansProxy.Caching.Tests.Local;

public sealed class LeaseTableTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Leases_are_bounded_and_those_that_ran_out_make_room()
    {
        var table = new LeaseTable(_time, most: 2);
        LocalFetchLease? first = table.TryTake(Key(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        LocalFetchLease? second = table.TryTake(Key(2));
        Assert.Null(table.TryTake(Key(3)));

        _time.Advance(LeaseTable.Duration - TimeSpan.FromMinutes(1));

        Assert.NotNull(table.TryTake(Key(3)));
        Assert.Null(table.TryTake(Key(4)));
        Assert.False(first!.IsHeld);
        Assert.True(second!.IsHeld);
    }

    [Fact]
    public void A_revoked_lease_is_free_for_another()
    {
        var table = new LeaseTable(_time);
        LocalFetchLease first = table.TryTake(Key(1))!;

        table.Revoke(Key(1));

        Assert.False(first.IsHeld);
        using LocalFetchLease? second = table.TryTake(Key(1));
        Assert.NotNull(second);
        first.Dispose();
        Assert.True(second.IsHeld);
    }

    private static CacheKey Key(int number) => new("example.com", number, "/");
}
