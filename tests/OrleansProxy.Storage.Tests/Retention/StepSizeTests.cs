using OrleansProxy.Storage.Retention;

namespace OrleansProxy.Storage.Tests.Retention;

public sealed class StepSizeTests
{
    [Theory]
    [InlineData(10, 1_000, 1_000)]
    [InlineData(20, 1_000, 500)]
    [InlineData(5, 1_000, 2_000)]
    [InlineData(1, 1_000, 2_000)]
    [InlineData(0, 1_000, 2_000)]
    [InlineData(5_000, 1_000, 100)]
    [InlineData(5_000, 30, 20)]
    [InlineData(1, 19_000, 20_000)]
    public void A_step_is_as_large_as_the_time_that_the_one_before_took_allows(int milliseconds, int rows, int next) =>
        Assert.Equal(next, new StepSize(rows).After(TimeSpan.FromMilliseconds(milliseconds)).Rows);
}
