using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Tests.History;

/// <summary>Which hosts a typed pattern finds.</summary>
public sealed class HostPatternTests
{
    [Theory]
    [InlineData("goo", "www.google.com", true)]
    [InlineData("GOO", "www.google.com", true)]
    [InlineData("bing", "www.google.com", false)]
    [InlineData("*.google.com", "www.google.com", true)]
    [InlineData("*.google.com", "google.com", false)]
    [InlineData("*.google.com", "www.google.com.example", false)]
    [InlineData("www.*", "www.google.com", true)]
    [InlineData("www.*", "xwww.google.com", false)]
    [InlineData("w*goo*com", "www.google.com", true)]
    [InlineData("w*com*goo*", "www.google.com", false)]
    [InlineData("*", "www.google.com", true)]
    [InlineData("aba*aba", "aba", false)]
    [InlineData("a_b", "axb", false)]
    [InlineData("a%b", "axxb", false)]
    public void Finds_what_it_says(string pattern, string host, bool expected) =>
        Assert.Equal(expected, new HostPattern(pattern).Matches(host));
}
