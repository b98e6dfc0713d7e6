using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Tests.Rules.Matching;

public sealed class ExpressionLiteralsTests
{
    [Theory]
    [InlineData(@"^ads?[0-9]*\.", "^ad")]
    [InlineData(@"(^|\.)track(er|ing)?[0-9]{0,3}\.", "track")]
    [InlineData(@"(ads|banner)s?-", "ads banner")]
    [InlineData(@"doubleclick|2mdn", "doubleclick 2mdn")]
    [InlineData(@"[0-9]+\.example$", ".example$")]
    [InlineData(@"\Aads\z", "^ads$")]
    [InlineData(@"AD+S", "ad")]
    [InlineData(@"(?:pix(?:el)+){2}", "pix")]
    public void Tells_the_longest_text_that_a_match_needs(string expression, string literals) =>
        Assert.Equal(literals.Split(' '), ExpressionLiterals.Of(expression));

    [Theory]
    [InlineData(@"[a-z]{20}")]
    [InlineData(@"(ads)?")]
    [InlineData(@"(ads|)")]
    [InlineData(@"(?i)ads")]
    [InlineData(@"\x61ds")]
    [InlineData(@"ads|.*")]
    [InlineData(@"[a-z-[aeiou]]ads")]
    public void Says_nothing_where_nothing_is_sure(string expression) => Assert.Empty(ExpressionLiterals.Of(expression));
}
