using System.Runtime.CompilerServices;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// Finds all of many literals in one pass over a host (Aho and Corasick, 1975). States are numbered breadth first, so that the
/// children of a state stand one after the other: a state costs 17 octets. The first states, which nearly every host stays in,
/// have a row with the next state for every symbol as well, of two octets each, so that more rows stay in the processor's caches.
/// Immutable.
/// </summary>
internal sealed class LiteralAutomaton
{
    /// <summary>The state before anything was read, which is also the one in which nothing was found.</summary>
    public const int Root = 0;

    /// <summary>States that get a row: for a thousand literals all of them, for a hundred thousand the first few levels.</summary>
    private const int MaxRows = 12_000;

    /// <summary>Stands in a row for a state whose number has more than two octets.</summary>
    private const ushort Beyond = ushort.MaxValue;

    private readonly int[] _firstChild;
    private readonly byte[] _symbols;
    private readonly int[] _fail;
    private readonly int[] _literals;
    private readonly int[] _hits;
    private readonly ushort[] _rows;
    private readonly int _rowStates;

    /// <summary>Builds the automaton.</summary>
    /// <param name="literals">Texts over the <see cref="HostAlphabet"/>, not empty, each once, in ordinal order.</param>
    public LiteralAutomaton(IReadOnlyList<string> literals)
    {
        LiteralTrie trie = LiteralTrie.Of(literals);
        _firstChild = trie.FirstChild;
        _symbols = trie.Symbols;
        _literals = trie.Literals;
        int states = _symbols.Length;
        _fail = new int[states];
        _hits = new int[states];
        _rowStates = Math.Min(states, MaxRows);
        _rows = new ushort[_rowStates * HostAlphabet.Count];
        for (int state = 0; state < states; state++)
        {
            Link(state);
        }
    }

    /// <summary>The state after one more symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int state, byte symbol)
    {
        int place = (state * HostAlphabet.Count) + symbol;
        int next = place < _rows.Length ? _rows[place] : Beyond;
        return next == Beyond ? Search(state, symbol) : next;
    }

    /// <summary>The nearest state whose literal ends here: this one or one that it falls back to; <see cref="Root"/> for none.</summary>
    public int FirstHit(int state) => _hits[state];

    /// <summary>After a hit, the one with the next shorter literal; <see cref="Root"/> for none.</summary>
    public int NextHit(int hit) => _hits[_fail[hit]];

    /// <summary>Which literal ends in a state that is a hit.</summary>
    public int LiteralOf(int hit) => _literals[hit];

    /// <summary>A state falls back to one with a lower number, which is linked already; parents come before their children.</summary>
    private void Link(int state)
    {
        int fail = _fail[state];
        _hits[state] = _literals[state] >= 0 ? state : state == Root ? Root : _hits[fail];
        for (int child = _firstChild[state]; child < _firstChild[state + 1]; child++)
        {
            _fail[child] = state == Root ? Root : Next(fail, _symbols[child]);
        }

        if (state < _rowStates)
        {
            Span<ushort> row = _rows.AsSpan(state * HostAlphabet.Count, HostAlphabet.Count);
            if (state != Root)
            {
                _rows.AsSpan(fail * HostAlphabet.Count, HostAlphabet.Count).CopyTo(row);
            }

            for (int child = _firstChild[state]; child < _firstChild[state + 1]; child++)
            {
                row[_symbols[child]] = (ushort)Math.Min(child, Beyond);
            }
        }
    }

    /// <summary>The next state by the tree: the child of the nearest state that has one for the symbol.</summary>
    private int Search(int state, byte symbol)
    {
        int child = Child(state, symbol);
        while (child == Root && state != Root)
        {
            state = _fail[state];
            child = Child(state, symbol);
        }

        return child;
    }

    private int Child(int state, byte symbol)
    {
        int first = _firstChild[state];
        int index = _symbols.AsSpan(first, _firstChild[state + 1] - first).IndexOf(symbol);
        return index < 0 ? Root : first + index;
    }
}
