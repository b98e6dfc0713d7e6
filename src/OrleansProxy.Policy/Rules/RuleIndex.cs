using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// The enabled rules of one effect. Those that name a host or domain are looked up, once for the host and once for each of its
/// suffixes, whatever their number; the others are tried one by one. Immutable; a look-up allocates nothing.
/// </summary>
internal sealed class RuleIndex
{
    private readonly FrozenDictionary<string, NamedRule>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly FrozenDictionary<string, NamedRule>.AlternateLookup<ReadOnlySpan<char>> _domains;
    private readonly CompiledRule[] _others;

    /// <summary>Takes the enabled rules of this effect out of all.</summary>
    public RuleIndex(IReadOnlyCollection<CompiledRule> rules, RuleEffect effect)
    {
        CompiledRule[] mine = [.. rules.Where(rule => rule.Rule.Enabled && rule.Pattern.Effect == effect)];
        _exact = Index(mine, RulePatternKind.Exact);
        _domains = Index(mine, RulePatternKind.Domain);
        _others = [.. mine.Where(rule => rule.Pattern.Kind is not (RulePatternKind.Exact or RulePatternKind.Domain))];
    }

    /// <summary>The most specific match: the exact host, the longest domain, then the others in their order; null for none.</summary>
    public Rule? First(ReadOnlySpan<char> host)
    {
        if (_exact.TryGetValue(host, out NamedRule? exact))
        {
            return exact.Rule;
        }

        for (ReadOnlySpan<char> suffix = host; !suffix.IsEmpty; suffix = Parent(suffix))
        {
            if (_domains.TryGetValue(suffix, out NamedRule? domain))
            {
                return domain.Rule;
            }
        }

        foreach (CompiledRule other in _others)
        {
            if (other.Pattern.Matches(host))
            {
                return other.Rule;
            }
        }

        return null;
    }

    /// <summary>Adds all matches, the most specific first.</summary>
    public void AddMatches(ReadOnlySpan<char> host, ImmutableArray<Rule>.Builder matches)
    {
        AddChain(_exact, host, matches);
        for (ReadOnlySpan<char> suffix = host; !suffix.IsEmpty; suffix = Parent(suffix))
        {
            AddChain(_domains, suffix, matches);
        }

        foreach (CompiledRule other in _others)
        {
            if (other.Pattern.Matches(host))
            {
                matches.Add(other.Rule);
            }
        }
    }

    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> name)
    {
        int dot = name.IndexOf('.');
        return dot < 0 ? [] : name[(dot + 1)..];
    }

    private static void AddChain(
        FrozenDictionary<string, NamedRule>.AlternateLookup<ReadOnlySpan<char>> names,
        ReadOnlySpan<char> name,
        ImmutableArray<Rule>.Builder matches)
    {
        names.TryGetValue(name, out NamedRule? rule);
        for (; rule is not null; rule = rule.Next)
        {
            matches.Add(rule.Rule);
        }
    }

    /// <summary>Goes backwards, so that each chain stands in the order of the rules without a walk to its end.</summary>
    private static FrozenDictionary<string, NamedRule>.AlternateLookup<ReadOnlySpan<char>> Index(
        CompiledRule[] rules, RulePatternKind kind)
    {
        var names = new Dictionary<string, NamedRule>(StringComparer.Ordinal);
        for (int index = rules.Length - 1; index >= 0; index--)
        {
            CompiledRule rule = rules[index];
            if (rule.Pattern.Kind == kind)
            {
                names[rule.Pattern.Value] = new(rule.Rule, names.GetValueOrDefault(rule.Pattern.Value));
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
