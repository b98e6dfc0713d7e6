using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Matching;
using OrleansProxy.Policy.Rules.Matching.Expressions;

namespace OrleansProxy.Policy.Tests.Rules.Matching.Expressions;

/// <summary>The automata say what the engine says, within their bounds.</summary>
public sealed class ExpressionAutomataTests
{
    [Fact]
    public void Say_of_any_host_which_is_the_first_that_the_engine_matches()
    {
        int decided = 0;
        Gen<(string[], string[])> samples = Gen.Zip(Hosts.Expressions.ArrayOf(3), Hosts.Names.ArrayOf(6));
        Check.One(FixedSeed.Tests(1_500), Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            (int, RulePattern)[] patterns = Patterns(sample.Item1);
            ExpressionAutomata automata = ExpressionAutomata.Of(patterns);
            (int Ordinal, RulePattern Pattern)[] taken = [.. patterns.Except(automata.Rest)];
            decided += taken.Length;
            Assert.All(sample.Item2, host => Assert.Equal(FirstByEngine(taken, host), First(automata, host)));
        }));
        Assert.True(decided > 1_000, $"only {decided} expressions were decided by automata");
    }

    [Theory]
    [InlineData(@"^[a-f0-9]{12}\.")]
    [InlineData(@"^[A-F0-9]{2,}[-_.]")]
    [InlineData(@"[^a-z.]{3}")]
    [InlineData(@"[9-a]$")]
    [InlineData(@"[-a]\d\.")]
    [InlineData(@"[]a-]\w")]
    [InlineData(@"\D[\d-]{2}\W")]
    [InlineData(@"\A\S+\.\S\z")]
    [InlineData(@"(?:[a-c]|[0-9]{2})+\Z")]
    [InlineData(@"a#|b\s|[0-9]}")]
    [InlineData(@"()")]
    [InlineData(@"(^)*[a-f]+?$")]
    [InlineData(@"x$y|^$")]
    public void Read_an_expression_as_the_engine_does(string expression)
    {
        (int, RulePattern)[] patterns = Patterns([expression]);
        ExpressionAutomata automata = ExpressionAutomata.Of(patterns);
        Assert.Empty(automata.Rest);
        var random = new Random(5);
        foreach (string host in Enumerable.Range(0, 2_000).Select(_ => Host(random)))
        {
            Assert.True(FirstByEngine(patterns, host) == First(automata, host), host);
        }
    }

    [Theory]
    [InlineData(@"\bads")]
    [InlineData(@"(?i)[a-z]{3}")]
    [InlineData(@"\x61")]
    [InlineData(@"[a-z-[aeiou]]")]
    [InlineData("[\u212A]")]
    [InlineData(@"[\d-z]")]
    [InlineData(@"(?<name>[a-z])")]
    [InlineData(@"a{,3}")]
    public void Leave_to_the_engine_what_they_do_not_surely_understand(string expression) =>
        Assert.Single(ExpressionAutomata.Of(Patterns([expression])).Rest);

    [Fact]
    public void Leave_to_the_engine_what_would_be_too_large_and_take_the_rest()
    {
        string[] hostile = [.. Enumerable.Range(8, 10).Select(count => $"[a-m].{{{count}}}[n-z]$")];
        string[] good = [.. Enumerable.Range(5, 40).Select(count => $@"^[a-f0-9]{{{count}}}\.")];
        ExpressionAutomata automata = ExpressionAutomata.Of(Patterns([.. hostile, .. good]));
        Assert.All(automata.Automata, automaton => Assert.InRange(automaton.States, 1, ExpressionAutomatonBuilder.MaxStates));
        Assert.DoesNotContain(automata.Rest, expression => expression.Ordinal >= hostile.Length);
        Assert.NotEmpty(automata.Rest);
    }

    [Theory]
    [InlineData("((a{500}){500}){500}")]
    [InlineData("((((((((((a*)*)*)*)*)*)*)*)*)*)*b")]
    [InlineData("[ab]{999}")]
    public void Repetitions_of_repetitions_stay_within_the_bounds(string expression)
    {
        ExpressionNode? node = ExpressionParser.Parse(expression);
        Assert.NotNull(node);
        var steps = new ExpressionSteps();
        steps.Add(node, 0);
        Assert.InRange(steps.All.Count, 1, ExpressionSteps.Max + 10);
    }

    [Fact]
    public void A_spent_budget_makes_nothing() => Assert.Null(
        ExpressionAutomatonBuilder.Build([(0, ExpressionParser.Parse("[a-z]{9}")!)], new ExpressionBudget(5)));

    private static (int Ordinal, RulePattern Pattern)[] Patterns(string[] expressions)
    {
        List<(int, RulePattern)> patterns = [];
        foreach (string expression in expressions)
        {
            if (RulePattern.TryParse($"/{expression}/", BlacklistMatch.Domain, out RulePattern? pattern, out _))
            {
                patterns.Add((patterns.Count, pattern));
            }
        }

        return [.. patterns];
    }

    private static int First(ExpressionAutomata automata, string host) =>
        automata.Automata.Aggregate(HostPatterns.None, (first, automaton) => automaton.First(host, first));

    private static int FirstByEngine((int Ordinal, RulePattern Pattern)[] patterns, string host) =>
        patterns.Where(pattern => pattern.Pattern.Expression.IsMatch(host)).Select(pattern => pattern.Ordinal).DefaultIfEmpty(HostPatterns.None).First();

    private static string Host(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 18)).Select(_ => "abcdefkxyz0189-_.:"[random.Next(18)])]);
}
