using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Policy.Tests.Credentials;

public sealed class ProxyUserNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("alice@example.com")]
    [InlineData("Alice Liddell")]
    [InlineData("jörg")]
    public void A_name_that_Basic_can_carry_is_taken(string name) => Assert.Null(ProxyUserName.Refuse(name));

    [Theory]
    [InlineData("")]
    [InlineData(" alice")]
    [InlineData("alice ")]
    [InlineData("al:ice")]
    [InlineData("al\tice")]
    [InlineData("al\u007fice")]
    public void Others_are_refused_with_a_sentence(string name) =>
        Assert.EndsWith(".", ProxyUserName.Refuse(name), StringComparison.Ordinal);

    [Fact]
    public void A_name_is_64_characters_at_most()
    {
        Assert.Null(ProxyUserName.Refuse(new string('a', 64)));
        Assert.NotNull(ProxyUserName.Refuse(new string('a', 65)));
    }
}
