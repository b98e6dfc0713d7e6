using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Traffic.Tests.Recording;

public sealed class BackOffTests
{
    [Fact]
    public void Pauses_double_up_to_five_seconds()
    {
        var backOff = new BackOff();

        double[] pauses = [.. Enumerable.Range(0, 7).Select(_ => backOff.Next().TotalSeconds)];

        Assert.Equal([0.25, 0.5, 1, 2, 4, 5, 5], pauses);
    }
}
