namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>
/// Regular expressions that are decided together in one pass over the host, with one look at a table for each character. It says
/// what the engine says, but has a bound on its size and so takes no time to speak of, whatever the host. Immutable.
/// </summary>
internal sealed class ExpressionAutomaton
{
    /// <summary>The state in which nothing is left that could match.</summary>
    public const int Dead = 0;

    private readonly byte[] _groups;
    private readonly int _groupCount;
    private readonly ushort[] _rows;
    private readonly int[] _first;
    private readonly int[] _firstAtEnd;
    private readonly int _start;

    /// <summary>Takes over what an <see cref="ExpressionAutomatonBuilder"/> has made.</summary>
    /// <param name="groups">By symbol, which group of symbols it is of that no expression tells apart.</param>
    /// <param name="rows">For each state and group the next state.</param>
    /// <param name="first">For each state the first expression that has matched when it is reached.</param>
    /// <param name="firstAtEnd">The same, if the host ends there.</param>
    /// <param name="start">The state before the first character.</param>
    public ExpressionAutomaton(byte[] groups, ushort[] rows, int[] first, int[] firstAtEnd, int start)
    {
        _groups = groups;
        _groupCount = groups.Max() + 1;
        _rows = rows;
        _first = first;
        _firstAtEnd = firstAtEnd;
        _start = start;
    }

    /// <summary>How many states there are.</summary>
    public int States => _first.Length;

    /// <summary>Whether any of the expressions matches.</summary>
    public bool Matches(ReadOnlySpan<char> host) => First(host, HostPatterns.None) != HostPatterns.None;

    /// <summary>The place of the first expression that matches, if it is below a limit; else the limit.</summary>
    public int First(ReadOnlySpan<char> host, int limit)
    {
        int state = _start;
        int first = Math.Min(limit, _first[state]);
        foreach (char character in host)
        {
            if (state == Dead)
            {
                return first;
            }

            state = _rows[(state * _groupCount) + _groups[HostAlphabet.SymbolOf(character)]];
            first = Math.Min(first, _first[state]);
        }

        return Math.Min(first, _firstAtEnd[state]);
    }
}
