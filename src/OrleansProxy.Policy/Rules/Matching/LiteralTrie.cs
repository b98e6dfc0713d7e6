namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>The tree of the first characters that literals share, numbered breadth first from the root, 0. Immutable.</summary>
/// <param name="FirstChild">For each state its first child; the children end where the next state's begin. One entry more than states.</param>
/// <param name="Symbols">The symbol that leads to each state.</param>
/// <param name="Literals">The literal that ends in each state, -1 for none.</param>
internal sealed record LiteralTrie(int[] FirstChild, byte[] Symbols, int[] Literals)
{
    /// <summary>Builds the tree.</summary>
    /// <param name="literals">Not empty, each once, in ordinal order.</param>
    public static LiteralTrie Of(IReadOnlyList<string> literals)
    {
        // The literals below a state are neighbours, so a state is a range of them and the length that they share.
        List<(int Low, int High, int Depth)> states = [(0, literals.Count, 0)];
        List<int> firstChild = [];
        List<byte> symbols = [HostAlphabet.Other];
        List<int> ends = [];
        for (int state = 0; state < states.Count; state++)
        {
            (int low, int high, int depth) = states[state];
            firstChild.Add(states.Count);
            bool isEnd = low < high && literals[low].Length == depth;
            ends.Add(isEnd ? low : -1);
            for (int from = isEnd ? low + 1 : low; from < high;)
            {
                char character = literals[from][depth];
                int to = from + 1;
                while (to < high && literals[to][depth] == character)
                {
                    to++;
                }

                states.Add((from, to, depth + 1));
                symbols.Add(HostAlphabet.SymbolOf(character));
                from = to;
            }
        }

        firstChild.Add(states.Count);
        return new([.. firstChild], [.. symbols], [.. ends]);
    }
}
