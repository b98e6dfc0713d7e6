using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class UnixTimeTests
{
    [Fact]
    public void An_instant_survives_to_the_microsecond()
    {
        DateTimeOffset instant = new(2026, 3, 1, 14, 5, 6, 789, 12, TimeSpan.FromHours(2));

        Assert.Equal(instant, UnixTime.Instant(UnixTime.Microseconds(instant)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(60_000_000, 1, 1)]
    [InlineData(60_000_001, 1, 2)]
    [InlineData(-1, -1, 0)]
    [InlineData(-60_000_000, -1, -1)]
    public void A_unit_is_found_by_rounding_down_or_up(long microseconds, long floor, long ceiling)
    {
        DateTimeOffset instant = UnixTime.Instant(microseconds);

        Assert.Equal(floor, UnixTime.Floor(instant, UnixTime.Minute));
        Assert.Equal(ceiling, UnixTime.Ceiling(instant, UnixTime.Minute));
    }
}
