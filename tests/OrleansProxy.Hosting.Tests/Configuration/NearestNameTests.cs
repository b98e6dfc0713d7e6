using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Tests.Configuration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("analytcs", "analytics")]
    [InlineData("DEMO", "demo")]
    [InlineData("dmeo", null)]
    [InlineData("3128", null)]
    [InlineData("", null)]
    public void Only_a_name_that_is_nearly_the_same_is_offered(string name, string? expected) =>
        Assert.Equal(expected, NearestName.Find(name, ["analytics", "demo"]));

    [Fact]
    public void Without_candidates_there_is_none() => Assert.Null(NearestName.Find("x", []));
}
