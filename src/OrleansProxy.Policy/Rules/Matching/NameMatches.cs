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

    /// <summary>
    /// Looks a host and its suffixes up, in one pass from its end: what a longer one says takes the place. It ends where nothing
    /// longer is named.
    /// </summary>
    public static NameMatches Of(ReadOnlySpan<char> host, NameTable rules, RuleLists lists)
    {
        NameMatches matches = default;
        bool isListed = lists.Depths != 0;
        ulong state = HostHash.Start;
        int start = host.Length + 1;
        for (int dots = 0; start > 0 && (isListed || lists.HasHosts || rules.Depths >= HostDepth.Bit(dots)); dots++)
        {
            int end = start - 1;
            start = host[..end].LastIndexOf('.') + 1;
            state = HostHash.With(state, host[start..end]);
            ReadOnlySpan<char> suffix = host[start..];
            int hash = HostHash.Of(state);
            ulong depth = HostDepth.Bit(dots);
            if ((rules.Depths & depth) != 0 && rules.Find(suffix, hash) is { } named)
            {
                matches.Take(named, isHost: start == 0);
            }

            if (isListed && (dots > 0 || (lists.Depths & depth) != 0))
            {
                isListed = lists.FindDomain(suffix, hash, ref matches.Excepted, ref matches.Listed) || !NameIndex.IsMarked(dots);
            }

            if (start == 0 && lists.HasHosts)
            {
                lists.FindHost(suffix, hash, ref matches.Listed);
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
        Allow = (isHost && named.AllowHost is [var host, ..] ? host : named.AllowDomain is [var domain, ..] ? domain : null) ?? Allow;
        Block = (isHost && named.BlockHost is [var same, ..] ? same : named.BlockDomain is [var above, ..] ? above : null) ?? Block;
    }
}
