using System.Text;
using OrleansProxy.Caching.Validation;

namespace OrleansProxy.Caching.Tests.Validation;

public sealed class EntityTagTests
{
    [Theory]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("W/\"a\"", "\"a\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"a\\\"", "\"a\\\"")]
    [InlineData("\"a,b\"", "\"a,b\"")]
    public void An_entity_tag_is_read(string value, string expected)
    {
        Assert.True(EntityTag.TryParse(Encoding.Latin1.GetBytes(value), out ReadOnlySpan<byte> opaque));
        Assert.Equal(expected, Encoding.Latin1.GetString(opaque));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("\"a")]
    [InlineData("a\"")]
    [InlineData("w/\"a\"")]
    [InlineData("W/a")]
    [InlineData("W/ \"a\"")]
    [InlineData("\"a b\"")]
    [InlineData("\"a\" ")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("*")]
    public void Anything_else_is_no_entity_tag(string value) =>
        Assert.False(EntityTag.TryParse(Encoding.Latin1.GetBytes(value), out _));

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", true)]
    [InlineData("*", true)]
    [InlineData("\"b\", W/\"c\" ,, \"a\"", true)]
    [InlineData("\"a\\\", \"a\"", true)]
    [InlineData("\"a\",", true)]
    [InlineData("\"b\"", false)]
    [InlineData("\"A\"", false)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData("\"b, \"a\"", false)]
    [InlineData("\"a\"x", false)]
    [InlineData("*, \"b\"", false)]
    public void A_list_matches_weakly(string list, bool expected) =>
        Assert.Equal(expected, EntityTag.ListMatches(Encoding.Latin1.GetBytes(list), "\"a\""u8));
}
