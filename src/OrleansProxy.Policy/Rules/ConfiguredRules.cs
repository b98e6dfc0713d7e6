using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// What the settings add to stored rules: rules of their own, and how bare entries are read. Counts its changes since the
/// program began, so that versions grow with them. Immutable.
/// </summary>
public sealed class ConfiguredRules
{
    private readonly ImmutableArray<Rule> _rules;
    private readonly long _changes;

    private ConfiguredRules(BlacklistOptions options, DateTimeOffset now, long changes)
    {
        Match = options.Match;
        _changes = changes;
        _rules = [.. options.Rules.Select((pattern, index) =>
            new Rule(-1 - index, pattern, "", true, RuleOrigin.Configuration, now))];
    }

    /// <summary>How an entry without any special character is read.</summary>
    public BlacklistMatch Match { get; }

    /// <summary>The first settings, which count as no change.</summary>
    /// <param name="options">The section "Blacklist".</param>
    /// <param name="now">When its rules came into being, as far as anybody is told.</param>
    public static ConfiguredRules From(BlacklistOptions options, DateTimeOffset now) => new(options, now, 0);

    /// <summary>What changed settings make of it: itself when they say what they said.</summary>
    /// <param name="options">The section "Blacklist".</param>
    /// <param name="now">The date of its rules.</param>
    public ConfiguredRules With(BlacklistOptions options, DateTimeOffset now) =>
        options.Match == Match && options.Rules.SequenceEqual(_rules.Select(rule => rule.Pattern))
            ? this
            : new(options, now, _changes + 1);

    /// <summary>Puts stored rules and these in force together, at the stored version plus the number of changes here.</summary>
    public RuleSnapshot Compile(StoredRules stored) =>
        RuleSnapshot.Compile(stored.Version + _changes, [.. stored.Rules, .. _rules], Match);
}
