using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Tests.Records;

public sealed class TrafficResultNamesTests
{
    [Fact]
    public void Every_result_has_a_name_of_its_own()
    {
        string[] names = [.. Enum.GetValues<TrafficResult>().Select(result => result.ToName())];

        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[a-z]+(-[a-z]+)*$", name));
    }

    [Fact]
    public void A_number_that_is_no_result_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((TrafficResult)99).ToName());
}
