using System.Collections.Immutable;
using System.Text.Json;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Tests.Rules;

public sealed class RuleMessageTests
{
    private static readonly Rule Odd = new(
        7, "/a\"\\d+\u0001é😀/", "<b>&\nwhy", false, RuleOrigin.Configuration, new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_rule_arrives_as_it_was_sent() => Assert.Equal(Odd, RuleMessage.ReadOne(RuleMessage.Write(Odd)));

    [Fact]
    public void Rules_arrive_in_their_order()
    {
        ImmutableArray<Rule> rules = [Odd, Odd with { Id = 3, Enabled = true, Origin = RuleOrigin.Portal }];
        Assert.Equal(rules, RuleMessage.ReadAll(RuleMessage.Write(rules)));
        Assert.Empty(RuleMessage.ReadAll(RuleMessage.Write([])));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_rule_is_refused(string text) =>
        Assert.Throws<JsonException>(() => RuleMessage.ReadOne(System.Text.Encoding.UTF8.GetBytes(text)));
}
