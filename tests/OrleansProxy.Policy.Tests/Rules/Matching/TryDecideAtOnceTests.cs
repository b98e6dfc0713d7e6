using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules.Matching;

/// <summary>Which hosts need a regular expression to be asked, and which do not.</summary>
public sealed class TryDecideAtOnceTests
{
    [Theory]
    [InlineData("www.example.com")]
    [InlineData("named.example")]
    [InlineData("part-of.example")]
    public void Without_the_text_that_an_expression_needs_it_is_not_asked(string host) =>
        Assert.True(Snapshot(@"/^ads[0-9]+\b/", "named.example", "*part-*").TryDecideAtOnce(host, out _));

    [Fact]
    public void An_expression_that_may_match_is_asked_once_for_each_host()
    {
        RuleSnapshot snapshot = Snapshot(@"/^ads[0-9]+\b/");
        Assert.False(snapshot.TryDecideAtOnce("ads7.example", out RuleVerdict verdict));
        Assert.Equal(default, verdict);
        Assert.Equal(RuleEffect.Block, snapshot.Decide("ads7.example").Effect);
        Assert.True(snapshot.TryDecideAtOnce("ads7.example", out verdict));
        Assert.Equal(RuleEffect.Block, verdict.Effect);
    }

    [Fact]
    public void An_expression_that_needs_no_text_and_is_foreign_to_the_automata_is_asked_for_every_new_host()
    {
        RuleSnapshot snapshot = Snapshot(@"/^\b[0-9]{5}/", @"/\b[a-f]{9}/");
        Assert.False(snapshot.TryDecideAtOnce("www.example.com", out _));
        Assert.Equal(RuleEffect.None, snapshot.Decide("www.example.com").Effect);
        Assert.Equal(@"/\b[a-f]{9}/", snapshot.Decide("abcdefabc.example").Rule!.Pattern);
        Assert.True(snapshot.TryDecideAtOnce("www.example.com", out _));
    }

    [Fact]
    public void Expressions_of_classes_and_repetitions_alone_are_decided_at_once()
    {
        RuleSnapshot snapshot = Snapshot("/^[0-9]{5}/", "/^[a-f]{9}/", "/[xyz]{4}$/", "/exam?ple-/");
        Assert.True(snapshot.TryDecideAtOnce("www.example.com", out RuleVerdict verdict));
        Assert.Equal(RuleEffect.None, verdict.Effect);
        Assert.True(snapshot.TryDecideAtOnce("abcdefabc.xyzx", out verdict));
        Assert.Equal("/^[a-f]{9}/", verdict.Rule!.Pattern);
    }

    [Fact]
    public void A_name_that_blocks_waits_only_for_an_expression_that_allows()
    {
        Assert.True(Snapshot(@"/\b[0-9]/", "example.com").TryDecideAtOnce("example.com", out _));
        RuleSnapshot allowing = Snapshot(@"@@/\b[a-z][0-9]/", "example.com");
        Assert.False(allowing.TryDecideAtOnce("example.com", out _));
        Assert.Equal(RuleEffect.Allow, allowing.Decide("a1.example.com").Effect);
    }

    private static RuleSnapshot Snapshot(params string[] patterns) => RuleSnapshot.Compile(
        1,
        [.. patterns.Select((pattern, index) => new Rule(index + 1, pattern, "", true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch))],
        BlacklistMatch.Domain);
}
