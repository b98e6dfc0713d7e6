using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Tests.Rules.Matching;

/// <summary>The compiled rules say what each rule asked by itself says.</summary>
public sealed class RuleAgreementTests
{
    [Theory]
    [InlineData(BlacklistMatch.Domain)]
    [InlineData(BlacklistMatch.Substring)]
    public void Any_rules_say_of_any_host_what_each_of_them_says(BlacklistMatch match)
    {
        Gen<(string[], string[])> samples = Gen.Zip(
            Gen.Choose(0, 12).SelectMany(count => Hosts.Patterns.ArrayOf(count)), Hosts.Names.ArrayOf(8));
        Check.One(FixedSeed.Tests(150), Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            ImmutableArray<Rule> rules = Rules(sample.Item1);
            var snapshot = RuleSnapshot.Compile(1, rules, match);
            RuleSnapshot again = RuleSnapshot.Compile(2, rules.Reverse().ToImmutableArray(), match, snapshot.Lists, snapshot);
            foreach (string host in sample.Item2)
            {
                AssertAgrees(snapshot, match, host);
                AssertAgrees(again, match, host);
                AssertAgrees(snapshot, match, host);
            }
        }));
    }

    [Fact]
    public void Every_text_that_an_expression_is_said_to_need_is_in_every_host_that_it_matches()
    {
        int needing = 0;
        Check.One(FixedSeed.Tests(3_000), Prop.ForAll(Gen.Zip(Hosts.Expressions, Hosts.Names.ArrayOf(4)).ToArbitrary(), sample =>
        {
            if (!RulePattern.TryParse($"/{sample.Item1}/", BlacklistMatch.Domain, out RulePattern? pattern, out _))
            {
                return;
            }

            IReadOnlyList<string> literals = ExpressionLiterals.Of(sample.Item1);
            needing += literals.Count > 0 ? 1 : 0;
            foreach (string host in sample.Item2.Where(host => literals.Count > 0 && Matches(pattern, host)))
            {
                Assert.Contains(literals, literal => $"^{host}$".Contains(literal, StringComparison.Ordinal));
            }
        }));
        Assert.True(needing > 500, $"only {needing} expressions were said to need a text");
    }

    private static void AssertAgrees(RuleSnapshot snapshot, BlacklistMatch match, string host)
    {
        Rule[] each = [.. snapshot.Rules.Where(rule =>
            RulePattern.TryParse(rule.Pattern, match, out RulePattern? pattern, out _) && Matches(pattern, host))];
        ImmutableArray<Rule> matches = snapshot.Matches(host);
        Assert.Equal(each.OrderBy(rule => rule.Id), matches.OrderBy(rule => rule.Id));
        RuleVerdict verdict = snapshot.Decide(host);
        Assert.Equal(matches.FirstOrDefault(), verdict.Rule);
        Assert.Equal(Effect(verdict.Rule), verdict.Effect);
        if (snapshot.TryDecideAtOnce(host, out RuleVerdict atOnce))
        {
            Assert.Equal(verdict, atOnce);
        }
    }

    /// <summary>A regular expression by the engine, whatever else could decide it.</summary>
    private static bool Matches(RulePattern pattern, string host) =>
        pattern.IsExpression ? pattern.Expression.IsMatch(host) : pattern.Matches(host);

    private static RuleEffect Effect(Rule? rule) =>
        rule is null ? RuleEffect.None : rule.Pattern.StartsWith("@@", StringComparison.Ordinal) ? RuleEffect.Allow : RuleEffect.Block;

    private static ImmutableArray<Rule> Rules(string[] patterns) =>
    [
        .. patterns.Select((pattern, index) =>
            new Rule(index + 1, pattern, "", true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch)),
    ];
}
