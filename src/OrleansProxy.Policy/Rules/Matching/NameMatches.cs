using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>The most specific match of a host and its suffixes among names: the very host first, then the longest domain.</summary>
internal struct NameMatches
{
    /// <summary>The rule that allows, null for none.</summary>
    public Rule? Allow;

    /// <summary>The rule that blocks, null for none.</summary>
    public Rule? Block;

    /// <summary>The entry of a list that allows.</summary>
    public ListEntry Excepted;

    /// <summary>The entry of a list that blocks.</summary>
    public ListEntry Listed;

    /// <summary>Looks a host and each of its suffixes up.</summary>
    public static NameMatches Of(ReadOnlySpan<char> host, NameTable rules, RuleLists lists)
    {
        NameMatches matches = default;
        ulong depths = rules.Depths | lists.Depths;
        int dots = depths == 0 ? 0 : host.Count('.');
        for (ReadOnlySpan<char> suffix = host; !suffix.IsEmpty && depths != 0; suffix = Parent(suffix), dots--)
        {
            ulong depth = HostDepth.Bit(dots);
            if ((depths & depth) == 0)
            {
                continue;
            }

            int hash = HostHash.Of(suffix);
            bool isHost = suffix.Length == host.Length;
            if ((rules.Depths & depth) != 0 && rules.Find(suffix, hash) is { } named)
            {
                matches.Take(named, isHost);
            }

            if ((lists.Depths & depth) != 0)
            {
                lists.Find(suffix, hash, isHost, ref matches.Excepted, ref matches.Listed);
            }
        }

        return matches;
    }

    /// <summary>What stands behind the first dot; nothing when there is none.</summary>
    public static ReadOnlySpan<char> Parent(ReadOnlySpan<char> name)
    {
        int dot = name.IndexOf('.');
        return dot < 0 ? [] : name[(dot + 1)..];
    }

    private void Take(NamedRules named, bool isHost)
    {
        Allow ??= isHost && named.AllowHost is [var host, ..] ? host : named.AllowDomain is [var domain, ..] ? domain : null;
        Block ??= isHost && named.BlockHost is [var same, ..] ? same : named.BlockDomain is [var above, ..] ? above : null;
    }
}
