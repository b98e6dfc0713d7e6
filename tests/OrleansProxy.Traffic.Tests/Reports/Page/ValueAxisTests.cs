using OrleansProxy.Traffic.Reports.Page;

namespace OrleansProxy.Traffic.Tests.Reports.Page;

public sealed class ValueAxisTests
{
    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(3, 1, 3, 1)]
    [InlineData(7, 1, 8, 2)]
    [InlineData(1_000, 1, 1_000, 200)]
    [InlineData(1_001, 1, 1_250, 250)]
    [InlineData(0.3, 0.1, 0.3, 0.1)]
    public void An_axis_ends_at_a_round_number_and_has_few_lines(double greatest, double least, double top, double step)
    {
        var axis = ValueAxis.For(greatest, least);

        Assert.Equal(top, axis.Top, 6);
        Assert.Equal(step, axis.Step, 6);
        Assert.InRange(axis.Lines.Count(), 2, 7);
    }

    [Fact]
    public void No_value_is_above_its_axis() => Assert.All(
        Enumerable.Range(0, 2_000).Select(i => Math.Pow(1.02, i)),
        value =>
        {
            var axis = ValueAxis.For(value, 1);
            Assert.True(axis.Top >= value * 0.999_999, $"{value} is above {axis.Top}");
            Assert.InRange(axis.Lines.Count(), 2, 7);
        });
}
