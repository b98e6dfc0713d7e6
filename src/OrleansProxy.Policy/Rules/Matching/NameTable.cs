using System.Collections.Immutable;
using System.Numerics;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// The enabled rules that name a host or a domain, found by a hash that the caller has made already (that of
/// <see cref="HostHash"/>, which nobody outside the process can foresee). Immutable; a look-up
/// allocates nothing.
/// </summary>
internal sealed class NameTable
{
    private readonly NamedRules?[] _slots;

    /// <summary>Takes those rules out of all.</summary>
    public NameTable(IReadOnlyCollection<CompiledRule> rules)
    {
        CompiledRule[] named = [.. rules.Where(rule => rule.Rule.Enabled && rule.Pattern.IsName)];
        _slots = new NamedRules?[(int)BitOperations.RoundUpToPowerOf2((uint)(named.Length * 2) + 1)];
        foreach (CompiledRule rule in named)
        {
            string name = rule.Pattern.Value;
            Entry(name, HostHash.Of(name)).Add(rule);
            Depths |= HostDepth.BitOf(name);
        }
    }

    /// <summary>How many labels the names have, as <see cref="HostDepth"/> says it.</summary>
    public ulong Depths { get; }

    /// <summary>The rules of a name, null for none.</summary>
    public NamedRules? Find(ReadOnlySpan<char> name, int hash)
    {
        for (int slot = hash & (_slots.Length - 1); _slots[slot] is { } entry; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (entry.Hash == hash && name.SequenceEqual(entry.Name))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Adds every rule that matches and has this effect, the most specific first.</summary>
    public void AddMatches(ReadOnlySpan<char> host, RuleEffect effect, ImmutableArray<Rule>.Builder matches)
    {
        bool allows = effect is RuleEffect.Allow;
        for (ReadOnlySpan<char> suffix = host; !suffix.IsEmpty; suffix = NameMatches.Parent(suffix))
        {
            if (Find(suffix, HostHash.Of(suffix)) is { } named)
            {
                bool isHost = suffix.Length == host.Length;
                matches.AddRange(!isHost ? [] : allows ? named.AllowHost : named.BlockHost);
                matches.AddRange(allows ? named.AllowDomain : named.BlockDomain);
            }
        }
    }

    private NamedRules Entry(string name, int hash)
    {
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot] is { } entry)
        {
            if (entry.Hash == hash && entry.Name == name)
            {
                return entry;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return _slots[slot] = new NamedRules(name, hash);
    }
}
