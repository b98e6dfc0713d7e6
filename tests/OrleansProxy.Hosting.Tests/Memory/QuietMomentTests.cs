using OrleansProxy.Hosting.Memory;

namespace OrleansProxy.Hosting.Tests.Memory;

public sealed class QuietMomentTests
{
    private const long Much = QuietMoment.WorthBytes, Little = QuietMoment.QuietBytes - 1;

    private readonly QuietMoment _moment = new();

    [Fact]
    public void It_is_not_while_much_is_going_on()
    {
        Assert.False(_moment.IsNow(Much, 0));
        Assert.False(_moment.IsNow(Much + QuietMoment.QuietBytes, 0));
    }

    [Fact]
    public void It_is_once_that_is_over_and_again_until_somebody_collects()
    {
        _moment.IsNow(Much, 0);

        Assert.True(_moment.IsNow(Much + Little, 0));
        Assert.True(_moment.IsNow(Much + Little, 0));
        Assert.False(_moment.IsNow(Much + Little, 1));
    }

    [Fact]
    public void It_is_not_for_the_little_that_an_idle_program_allocates_before_that_has_become_much()
    {
        _moment.IsNow(Much, 1);
        long looks = 0;
        for (long allocated = Much + Little; !_moment.IsNow(allocated, 1); allocated += Little)
        {
            looks++;
        }

        Assert.Equal(Much / Little, looks);
    }
}
