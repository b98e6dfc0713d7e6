namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>Which symbols no set of several tells apart: an automaton needs one column for each group of them.</summary>
internal static class SymbolGroups
{
    /// <summary>For each symbol the number of its group; numbers follow on one another from 0.</summary>
    public static byte[] Of(IEnumerable<SymbolSet> sets)
    {
        var groups = new byte[HostAlphabet.Count];
        foreach (SymbolSet set in sets.Distinct())
        {
            Dictionary<(byte Group, bool IsIn), byte> split = [];
            for (int symbol = 0; symbol < groups.Length; symbol++)
            {
                (byte, bool) key = (groups[symbol], set.Has(symbol));
                if (!split.TryGetValue(key, out byte group))
                {
                    split.Add(key, group = (byte)split.Count);
                }

                groups[symbol] = group;
            }
        }

        return groups;
    }
}
