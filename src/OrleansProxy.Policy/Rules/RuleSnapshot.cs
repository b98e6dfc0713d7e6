using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>The rules in force at one version, compiled. Immutable, so any thread may ask it without a lock.</summary>
public sealed class RuleSnapshot
{
    private readonly ImmutableArray<CompiledRule> _compiled;
    private readonly RuleIndex _allow;
    private readonly RuleIndex _block;

    private RuleSnapshot(
        long version, ImmutableArray<Rule> rules, ImmutableArray<CompiledRule> compiled, ImmutableArray<RuleFault> faults)
    {
        Version = version;
        Rules = rules;
        Faults = faults;
        _compiled = compiled;
        _allow = new RuleIndex(compiled, RuleEffect.Allow);
        _block = new RuleIndex(compiled, RuleEffect.Block);
        HasExpressions = compiled.Any(rule => rule.Rule.Enabled && rule.Pattern.Kind is RulePatternKind.Regex);
    }

    /// <summary>No rules at all, version 0.</summary>
    public static RuleSnapshot Empty { get; } = new(0, [], [], []);

    /// <summary>Grows with every change.</summary>
    public long Version { get; }

    /// <summary>Every rule, those out of force included.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The rules whose pattern cannot be understood: they stay in <see cref="Rules"/>, but match nothing.</summary>
    public ImmutableArray<RuleFault> Faults { get; }

    /// <summary>Whether an enabled rule is a regular expression: then <see cref="Decide"/> may take long, and is not for a socket's thread.</summary>
    public bool HasExpressions { get; }

    /// <summary>Compiles rules; never fails, see <see cref="Faults"/>.</summary>
    /// <param name="version">What the snapshot is known by.</param>
    /// <param name="rules">Portal and configuration rules together, in the order to show them.</param>
    /// <param name="match">How an entry without any special character is read.</param>
    public static RuleSnapshot Compile(long version, ImmutableArray<Rule> rules, BlacklistMatch match)
    {
        var compiled = ImmutableArray.CreateBuilder<CompiledRule>(rules.Length);
        var faults = ImmutableArray.CreateBuilder<RuleFault>();
        foreach (Rule rule in rules)
        {
            if (RulePattern.TryParse(rule.Pattern, match, out RulePattern? pattern, out string error))
            {
                compiled.Add(new(rule, pattern));
            }
            else
            {
                faults.Add(new(rule, error));
            }
        }

        return new(version, rules, compiled.DrainToImmutable(), faults.DrainToImmutable());
    }

    /// <summary>
    /// What the rules say of a host in normal form (lower case, no trailing dot, IPv6 without brackets; see
    /// <see cref="HostName.TryNormalise"/>). Of the rules with the same effect the most specific decides.
    /// </summary>
    public RuleVerdict Decide(string host)
    {
        if (_allow.First(host) is { } allow)
        {
            return new(RuleEffect.Allow, allow);
        }

        return _block.First(host) is { } block ? new(RuleEffect.Block, block) : default;
    }

    /// <summary>Every enabled rule that matches the host, the deciding one first.</summary>
    public ImmutableArray<Rule> Matches(string host)
    {
        var matches = ImmutableArray.CreateBuilder<Rule>();
        _allow.AddMatches(host, matches);
        _block.AddMatches(host, matches);
        return matches.DrainToImmutable();
    }

    /// <summary>The portal's rule, in or out of force, with this pattern in normal form; null when there is none.</summary>
    internal Rule? FindPortalRule(RulePattern pattern)
    {
        foreach (CompiledRule compiled in _compiled)
        {
            if (compiled.Rule.Origin == RuleOrigin.Portal && compiled.Pattern.Text == pattern.Text)
            {
                return compiled.Rule;
            }
        }

        return null;
    }
}
