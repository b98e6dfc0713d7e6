using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>The enabled rules that are written for one name, by effect and reach, each kind in the order of the rules.</summary>
internal sealed class NamedRules(string name, int hash)
{
    /// <summary>The host or domain in normal form.</summary>
    public string Name { get; } = name;

    /// <summary>The hash of the name.</summary>
    public int Hash { get; } = hash;

    /// <summary>Rules that allow this host alone.</summary>
    public ImmutableArray<Rule> AllowHost { get; private set; } = [];

    /// <summary>Rules that allow the domain.</summary>
    public ImmutableArray<Rule> AllowDomain { get; private set; } = [];

    /// <summary>Rules that block this host alone.</summary>
    public ImmutableArray<Rule> BlockHost { get; private set; } = [];

    /// <summary>Rules that block the domain.</summary>
    public ImmutableArray<Rule> BlockDomain { get; private set; } = [];

    /// <summary>Takes a rule in, while the table is being made.</summary>
    public void Add(CompiledRule rule)
    {
        bool isDomain = rule.Pattern.Kind is RulePatternKind.Domain;
        if (rule.Pattern.Effect is RuleEffect.Allow)
        {
            AllowHost = isDomain ? AllowHost : AllowHost.Add(rule.Rule);
            AllowDomain = isDomain ? AllowDomain.Add(rule.Rule) : AllowDomain;
        }
        else
        {
            BlockHost = isDomain ? BlockHost : BlockHost.Add(rule.Rule);
            BlockDomain = isDomain ? BlockDomain.Add(rule.Rule) : BlockDomain;
        }
    }
}
