using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Tests.Rules.Matching;

public sealed class LiteralAutomatonTests
{
    [Fact]
    public void Finds_every_literal_wherever_a_search_finds_it_and_no_other()
    {
        Gen<(string[], string)> samples = Gen.Zip(Hosts.Names.ArrayOf(6), Hosts.Names);
        Check.One(FixedSeed.Tests(5_000), Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            string[] literals = Ordered(sample.Item1.SelectMany(name => new[] { name, "^" + name, name + "$" }));
            Assert.Equal(
                literals.Where(literal => $"^{sample.Item2}$".Contains(literal, StringComparison.Ordinal)),
                Found(new LiteralAutomaton(literals), literals, sample.Item2));
        }));
    }

    [Fact]
    public void Finds_literals_that_are_too_many_for_a_row_each()
    {
        var random = new Random(7);
        string[] literals = Ordered(Enumerable.Range(0, 30_000).Select(_ => Text(random, random.Next(4, 12))));
        var automaton = new LiteralAutomaton(literals);
        for (int index = 0; index < 200; index++)
        {
            string host = string.Concat(Enumerable.Range(0, 8).Select(_ => literals[random.Next(literals.Length)]))
                + Text(random, 20);
            Assert.Equal(
                literals.Where(literal => host.Contains(literal, StringComparison.Ordinal)), Found(automaton, literals, host));
        }
    }

    [Fact]
    public void A_character_that_no_host_has_begins_anew()
    {
        string[] literals = ["ab"];
        var automaton = new LiteralAutomaton(literals);
        Assert.Empty(Found(automaton, literals, "aéb"));
        Assert.Empty(Found(automaton, literals, "a b"));
        Assert.Equal(literals, Found(automaton, literals, "é/ab"));
    }

    private static string Text(Random random, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => "abcdefghijklmnopqrstuvwxyz0123456789-_."[random.Next(39)])]);

    private static string[] Ordered(IEnumerable<string> literals) =>
        [.. literals.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string[] Found(LiteralAutomaton automaton, string[] literals, string host)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        int state = automaton.Next(LiteralAutomaton.Root, HostAlphabet.BeginSymbol);
        foreach (byte symbol in host.Select(HostAlphabet.SymbolOf).Append(HostAlphabet.EndSymbol))
        {
            state = automaton.Next(state, symbol);
            for (int hit = automaton.FirstHit(state); hit != LiteralAutomaton.Root; hit = automaton.NextHit(hit))
            {
                found.Add(literals[automaton.LiteralOf(hit)]);
            }
        }

        return [.. found];
    }
}
