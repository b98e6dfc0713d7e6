using System.Collections.Immutable;
using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// The lists in force together. Rules win over them; among themselves what one allows wins over what one blocks. Immutable, so
/// any thread may ask without a lock.
/// </summary>
public sealed class RuleLists
{
    // Below every key of a configured rule. A list has 2^32 of them, one for each place in it.
    private const long FirstId = -(1L << 40);
    private const int IdBitsOfList = 32;

    private readonly LoadedList[] _lists;

    internal RuleLists(IEnumerable<LoadedList> lists, ImmutableArray<ListStatus> status)
    {
        _lists = [.. lists];
        Status = status;
        Depths = _lists.Aggregate(0UL, (depths, list) => depths | list.Depths);
        HasHosts = _lists.Any(list => list.Hosts.Count > 0);
    }

    /// <summary>No lists.</summary>
    public static RuleLists Empty { get; } = new([], []);

    /// <summary>How it stands with each configured list, in the order of the settings.</summary>
    public ImmutableArray<ListStatus> Status { get; }

    /// <summary>How many labels the names have, as <see cref="HostDepth"/> says it.</summary>
    internal ulong Depths { get; }

    /// <summary>Whether there are names that are blocked by themselves, so that a host must be looked up whatever is above it.</summary>
    internal bool HasHosts { get; }

    /// <summary>Looks one suffix of a host up; the first list that has it counts, and a shorter suffix no longer does.</summary>
    /// <param name="name">The suffix.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="allowed">The entry that allows, if there is one.</param>
    /// <param name="blocked">The entry that blocks, if there is one.</param>
    /// <returns>False when no longer suffix is listed, if it is one whose dots <see cref="NameIndex.IsMarked"/>.</returns>
    internal bool FindDomain(ReadOnlySpan<char> name, int hash, ref ListEntry allowed, ref ListEntry blocked)
    {
        ListEntry excepted = default;
        ListEntry listed = default;
        bool hasMore = false;
        foreach (LoadedList list in _lists)
        {
            hasMore |= Find(list, list.Domains, name, hash, ref listed);
            hasMore |= Find(list, list.Allowed, name, hash, ref excepted);
        }

        if (!excepted.IsNone)
        {
            allowed = excepted;
        }

        if (!listed.IsNone)
        {
            blocked = listed;
        }

        return hasMore;
    }

    /// <summary>Looks a whole host up among those that are blocked by themselves.</summary>
    internal void FindHost(ReadOnlySpan<char> host, int hash, ref ListEntry blocked)
    {
        ListEntry listed = default;
        foreach (LoadedList list in _lists)
        {
            Find(list, list.Hosts, host, hash, ref listed);
        }

        if (!listed.IsNone)
        {
            blocked = listed;
        }
    }

    /// <summary>Every entry that covers the host, those that allow first.</summary>
    internal IEnumerable<Rule> Matches(string host)
    {
        List<Rule> blocking = [];
        foreach (LoadedList list in _lists)
        {
            for (string suffix = host; suffix.Length > 0; suffix = NameMatches.Parent(suffix).ToString())
            {
                int hash = HostHash.Of(suffix);
                ListEntry listed = default;
                ListEntry excepted = default;
                ListEntry single = default;
                Find(list, list.Allowed, suffix, hash, ref excepted);
                Find(list, list.Domains, suffix, hash, ref listed);
                if (suffix.Length == host.Length)
                {
                    Find(list, list.Hosts, suffix, hash, ref single);
                }

                blocking.AddRange(new[] { single, listed }.Where(entry => !entry.IsNone).Select(RuleOf));
                if (!excepted.IsNone)
                {
                    yield return RuleOf(excepted);
                }
            }
        }

        foreach (Rule rule in blocking)
        {
            yield return rule;
        }
    }

    /// <summary>An entry as a rule, for the record and the page of a request that it decides.</summary>
    internal Rule RuleOf(ListEntry entry)
    {
        long list = Array.IndexOf(_lists, entry.List);
        long kind = entry.Index == entry.List!.Domains ? 0 : entry.Index == entry.List.Hosts ? 1 : 2;
        long id = FirstId - (((list * 3) + kind) << IdBitsOfList) - entry.Offset;
        return new(id, entry.Text, "", true, RuleOrigin.List, entry.List.ReadAt);
    }

    /// <returns>Whether the index may have longer names that end so.</returns>
    private static bool Find(LoadedList list, NameIndex index, ReadOnlySpan<char> name, int hash, ref ListEntry entry)
    {
        if (index.Count == 0)
        {
            return false;
        }

        int offset = index.Find(name, hash);
        if (offset >= 0 && entry.IsNone)
        {
            entry = new(list, index, offset);
        }

        return offset != NameSlots.Nothing;
    }
}
