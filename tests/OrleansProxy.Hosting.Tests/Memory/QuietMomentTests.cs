using OrleansProxy.Hosting.Memory;

namespace OrleansProxy.Hosting.Tests.Memory;

public sealed class QuietMomentTests
{
    private const long Busy = QuietMoment.BusyBytes, Quiet = QuietMoment.QuietBytes - 1;

    private readonly QuietMoment _moment = new();

    [Fact]
    public void It_is_not_while_much_is_going_on_or_a_little_more_than_nothing()
    {
        Assert.False(_moment.IsNow(Busy, 0));
        Assert.False(_moment.IsNow(Busy + Quiet + 1, 0));
    }

    [Fact]
    public void It_is_once_that_is_over_until_somebody_collects()
    {
        _moment.IsNow(Busy, 0);

        Assert.True(_moment.IsNow(Busy + Quiet, 0));
        Assert.True(_moment.IsNow(Busy + Quiet, 0));
        Assert.False(_moment.IsNow(Busy + Quiet, 1));
    }

    [Theory]
    [InlineData(Quiet)]
    [InlineData(Busy - 1)]
    public void A_steady_load_is_not_disturbed_however_much_it_adds_up_to(long each)
    {
        for (int look = 1; look <= 1_000; look++)
        {
            Assert.False(_moment.IsNow(look * each, 0));
        }
    }
}
