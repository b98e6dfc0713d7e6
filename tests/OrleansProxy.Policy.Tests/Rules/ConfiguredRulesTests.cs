using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Policy.Tests.Rules;

public sealed class ConfiguredRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly StoredRules Stored =
        new(7, [new(3, "stored.example", "", true, RuleOrigin.Portal, DateTimeOffset.UnixEpoch)]);

    [Fact]
    public void Its_rules_come_after_the_stored_ones_with_keys_below_zero()
    {
        RuleSnapshot snapshot = ConfiguredRules.From(new() { Rules = ["one.example", "two.example"] }, Now).Compile(Stored);
        Assert.Equal(7, snapshot.Version);
        Assert.Equal([3, -1, -2], snapshot.Rules.Select(rule => rule.Id));
        Assert.Equal(RuleOrigin.Configuration, snapshot.Rules[2].Origin);
    }

    [Fact]
    public void Each_change_adds_one_to_the_version_and_the_same_again_none()
    {
        var first = ConfiguredRules.From(new() { Rules = ["one.example"] }, Now);
        Assert.Same(first, first.With(new() { Rules = ["one.example"] }, Now.AddDays(1)));
        ConfiguredRules second = first.With(new() { Rules = ["two.example"] }, Now);
        ConfiguredRules third = second.With(new() { Rules = ["two.example"], Match = BlacklistMatch.Substring }, Now);
        Assert.Equal(8, second.Compile(Stored).Version);
        Assert.Equal(9, third.Compile(Stored).Version);
        Assert.Equal(BlacklistMatch.Substring, third.Match);
    }
}
