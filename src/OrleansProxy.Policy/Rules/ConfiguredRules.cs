using System.Collections.Immutable;
using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// What the settings add to stored rules: rules of their own, lists, and how bare entries are read. Counts its changes since
/// the program began, so that versions grow with them. Immutable.
/// </summary>
public sealed class ConfiguredRules
{
    private readonly ImmutableArray<Rule> _rules;
    private readonly RuleLists _lists;
    private readonly long _changes;

    private ConfiguredRules(BlacklistMatch match, ImmutableArray<Rule> rules, RuleLists lists, long changes)
    {
        Match = match;
        _rules = rules;
        _lists = lists;
        _changes = changes;
    }

    /// <summary>How an entry without any special character is read.</summary>
    public BlacklistMatch Match { get; }

    /// <summary>The first settings, which count as no change, without lists.</summary>
    /// <param name="options">The section "Blacklist".</param>
    /// <param name="now">When its rules came into being, as far as anybody is told.</param>
    public static ConfiguredRules From(BlacklistOptions options, DateTimeOffset now) =>
        new(options.Match, RulesOf(options, now), RuleLists.Empty, 0);

    /// <summary>What changed settings make of it: itself when they say what they said.</summary>
    /// <param name="options">The section "Blacklist"; its lists come apart, once they are read.</param>
    /// <param name="now">The date of its rules.</param>
    public ConfiguredRules With(BlacklistOptions options, DateTimeOffset now) =>
        options.Match == Match && options.Rules.SequenceEqual(_rules.Select(rule => rule.Pattern))
            ? this
            : new(options.Match, RulesOf(options, now), _lists, _changes + 1);

    /// <summary>What other lists make of it: itself when they are the same.</summary>
    public ConfiguredRules With(RuleLists lists) =>
        lists == _lists ? this : new(Match, _rules, lists, _changes + 1);

    /// <summary>Puts stored rules and these in force together, at the stored version plus the number of changes here.</summary>
    /// <param name="stored">The rules of the store.</param>
    /// <param name="before">What is in force now, whose work need not be done again; null for nothing.</param>
    public RuleSnapshot Compile(StoredRules stored, RuleSnapshot? before = null) =>
        RuleSnapshot.Compile(stored.Version + _changes, [.. stored.Rules, .. _rules], Match, _lists, before);

    private static ImmutableArray<Rule> RulesOf(BlacklistOptions options, DateTimeOffset now) =>
        [.. options.Rules.Select((pattern, index) => new Rule(-1 - index, pattern, "", true, RuleOrigin.Configuration, now))];
}
