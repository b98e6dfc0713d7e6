using System.Collections.Immutable;
using System.Diagnostics;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class RuleSnapshotTests
{
    [Fact]
    public void The_empty_snapshot_says_nothing()
    {
        Assert.Equal(0, RuleSnapshot.Empty.Version);
        Assert.Equal(default, RuleSnapshot.Empty.Decide("example.com"));
        Assert.Empty(RuleSnapshot.Empty.Matches("example.com"));
    }

    [Fact]
    public void All_matches_are_given_the_deciding_one_first_and_the_most_specific_before_the_others()
    {
        RuleSnapshot snapshot = Compile("/ads/", "com", "ads*", "ads.example.com", "=ads.example.com", "@@*.e?ample.com", "@@example.com", "org");
        Assert.Equal(
            ["@@example.com", "@@*.e?ample.com", "=ads.example.com", "ads.example.com", "com", "/ads/", "ads*"],
            snapshot.Matches("ads.example.com").Select(rule => rule.Pattern));
        Assert.Equal("@@example.com", snapshot.Decide("ads.example.com").Rule!.Pattern);
        Assert.Equal(RuleEffect.Allow, snapshot.Decide("ads.example.com").Effect);
    }

    [Fact]
    public void The_most_specific_domain_decides()
    {
        RuleSnapshot snapshot = Compile("com", "example.com", "www.example.com");
        Assert.Equal("www.example.com", snapshot.Decide("a.www.example.com").Rule!.Pattern);
        Assert.Equal("example.com", snapshot.Decide("w.example.com").Rule!.Pattern);
    }

    [Fact]
    public void Rules_with_the_same_name_all_match_in_their_order()
    {
        RuleSnapshot snapshot = Compile("example.com", "EXAMPLE.com.", "*.example.com");
        Assert.Equal([1L, 2, 3], snapshot.Matches("example.com").Select(rule => rule.Id));
    }

    [Fact]
    public void A_rule_out_of_force_matches_nothing()
    {
        var rules = ImmutableArray.Create(Rule(1, "example.com"), Rule(2, "@@example.com") with { Enabled = false });
        var snapshot = RuleSnapshot.Compile(7, rules, BlacklistMatch.Domain);
        Assert.Equal(new RuleVerdict(RuleEffect.Block, rules[0]), snapshot.Decide("example.com"));
        Assert.Equal([rules[0]], snapshot.Matches("example.com"));
        Assert.Equal(7, snapshot.Version);
        Assert.Equal(rules, snapshot.Rules);
    }

    [Fact]
    public void A_stored_pattern_that_makes_no_sense_is_a_fault_and_harms_no_other()
    {
        RuleSnapshot snapshot = Compile("/(/", "example.com", "http://x/");
        Assert.Equal([1L, 3], snapshot.Faults.Select(fault => fault.Rule.Id));
        Assert.All(snapshot.Faults, fault => Assert.EndsWith(".", fault.Message, StringComparison.Ordinal));
        Assert.Equal(3, snapshot.Rules.Length);
        Assert.Equal(RuleEffect.Block, snapshot.Decide("example.com").Effect);
    }

    [Fact]
    public void An_address_is_not_taken_for_a_subdomain_of_its_end()
    {
        RuleSnapshot snapshot = Compile("0.1", "1", "=10.0.0.2");
        Assert.Equal(RuleEffect.None, snapshot.Decide("10.0.0.1").Effect);
        Assert.Equal(RuleEffect.Block, snapshot.Decide("10.0.0.2").Effect);
    }

    [Fact]
    public void Decide_agrees_with_each_pattern_asked_by_itself()
    {
        string[] patterns = ["com", "=a.com", "*.b.com", "@@c.b.com", "[xy].com", "/^d/", "@@/e$/", "10.0.0.1"];
        RuleSnapshot snapshot = Compile(patterns);
        foreach (string host in new[] { "com", "a.com", "b.com", "a.b.com", "x.c.b.com", "x.com", "d.org", "d.e", "10.0.0.1", "z" })
        {
            string[] each = [.. patterns.Where(pattern => RulePattern.Parse(pattern, BlacklistMatch.Domain).Matches(host))];
            Assert.Equal(each.Order(), snapshot.Matches(host).Select(rule => rule.Pattern).Order());
            RuleEffect expected = each.Length == 0 ? RuleEffect.None
                : each.Any(pattern => pattern.StartsWith('@')) ? RuleEffect.Allow : RuleEffect.Block;
            Assert.Equal(expected, snapshot.Decide(host).Effect);
            Assert.Equal(snapshot.Matches(host).FirstOrDefault(), snapshot.Decide(host).Rule);
        }
    }

    [Fact]
    public void A_hundred_thousand_domains_are_looked_up_without_allocating()
    {
        var watch = Stopwatch.StartNew();
        RuleSnapshot snapshot = Compile([.. Enumerable.Range(0, 100_000).Select(index => $"host{index}.domain{index % 977}.example")]);
        TestContext.Current.TestOutputHelper?.WriteLine($"Compiled in {watch.ElapsedMilliseconds} ms.");
        Assert.Equal(RuleEffect.Block, snapshot.Decide("www.host77777.domain594.example").Effect);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RuleVerdict verdict = default;
        for (int index = 0; index < 1_000; index++)
        {
            verdict = snapshot.Decide("some.host.that.is.not.listed.example");
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(RuleEffect.None, verdict.Effect);
    }

    private static RuleSnapshot Compile(params string[] patterns) =>
        RuleSnapshot.Compile(1, [.. patterns.Select((pattern, index) => Rule(index + 1, pattern))], BlacklistMatch.Domain);

    private static Rule Rule(long id, string pattern) =>
        new(id, pattern, "", true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch);
}
