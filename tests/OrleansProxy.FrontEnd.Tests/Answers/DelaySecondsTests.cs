using OrleansProxy.FrontEnd.Answers;

namespace OrleansProxy.FrontEnd.Tests.Answers;

public sealed class DelaySecondsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10_000_000, 1)]
    [InlineData(10_000_001, 2)]
    [InlineData(99_999_999, 10)]
    [InlineData(864_000_000_001, 86_401)]
    public void A_wait_is_never_told_shorter_than_it_is(long ticks, long seconds)
    {
        Assert.Equal(seconds, DelaySeconds.Of(TimeSpan.FromTicks(ticks)));
    }
}
