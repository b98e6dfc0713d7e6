using OrleansProxy.Policy.Limits;
using OrleansProxy.Testing;

namespace OrleansProxy.Policy.Tests.Limits;

public sealed class WindowLimitTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    public void A_limit_without_count_or_period_is_refused(int count, long ticks)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowLimit(count, TimeSpan.FromTicks(ticks), new ManualTime()));
    }

    [Fact]
    public void A_day_fits_a_clock_of_nanoseconds()
    {
        var limit = new WindowLimit(1, TimeSpan.FromDays(1), TimeProvider.System);
        Assert.Equal(TimeSpan.FromDays(1), limit.ToWait(limit.PeriodTicks));
        Assert.Equal(limit.PeriodTicks / 64, limit.SlotTicks);
    }
}
