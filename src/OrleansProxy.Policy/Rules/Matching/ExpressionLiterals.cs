using System.Text;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// Reads out of a regular expression which texts a host must have to match: one of them at least. What it does not surely
/// understand, it says nothing about. Used once, by one thread.
/// </summary>
internal sealed class ExpressionLiterals
{
    private static readonly string[] Nothing = [];
    private readonly string _text;
    private int _next;
    private bool _isForeign;

    private ExpressionLiterals(string text) => _text = text;

    /// <summary>The texts over the <see cref="HostAlphabet"/>; none when nothing can be said.</summary>
    /// <param name="expression">One that the engine has taken already, matched without regard to case.</param>
    public static IReadOnlyList<string> Of(string expression)
    {
        var reading = new ExpressionLiterals(expression);
        string[] literals = reading.ReadAlternatives();
        return reading._isForeign || reading._next < expression.Length ? Nothing : literals;
    }

    /// <summary>A host that matches has what one of the alternatives needs; if one of them needs nothing, nothing is needed.</summary>
    private string[] ReadAlternatives()
    {
        List<string> all = [];
        bool isNeeded = true;
        do
        {
            string[] branch = ReadBranch();
            isNeeded &= branch.Length > 0;
            all.AddRange(branch);
        }
        while (Take('|'));
        return isNeeded ? [.. all] : Nothing;
    }

    /// <summary>A host that matches has all that stands in a row, so the part whose shortest text is longest is enough.</summary>
    private string[] ReadBranch()
    {
        string[] best = Nothing;
        var run = new StringBuilder();
        while (!_isForeign && _next < _text.Length && _text[_next] is not ('|' or ')'))
        {
            string[] atom = ReadAtom();
            (int min, int max) = ReadQuantifier();
            if (min > 0 && atom is [{ Length: 1 } one])
            {
                best = one[0] is HostAlphabet.Begin ? Ended(run, best) : best;
                run.Append(one);
                best = one[0] is HostAlphabet.End || max != 1 ? Ended(run, best) : best;
            }
            else
            {
                best = Ended(run, best);
                best = min > 0 ? Better(atom, best) : best;
            }
        }

        return Ended(run, best);
    }

    private static string[] Ended(StringBuilder run, string[] best)
    {
        string[] literal = run.Length == 0 ? Nothing : [run.ToString()];
        run.Clear();
        return Better(literal, best);
    }

    private static string[] Better(string[] one, string[] other) =>
        one.Length > 0 && one.Min(text => text.Length) > other.Select(text => text.Length).DefaultIfEmpty().Min() ? one : other;

    /// <summary>What one element needs: a character or an anchor as one text of length 1; nothing for what has many forms.</summary>
    private string[] ReadAtom()
    {
        char character = _text[_next++];
        switch (character)
        {
            case '(':
                return ReadGroup();
            case '[':
                SkipClass();
                return Nothing;
            case '\\':
                return ReadEscape();
            case '^':
                return [HostAlphabet.Begin.ToString()];
            case '$':
                return [HostAlphabet.End.ToString()];
            case '{':
                _isForeign = true;
                return Nothing;
            default:
                return character == '.' ? Nothing : Character(character);
        }
    }

    private string[] ReadGroup()
    {
        if (Take('?') && !Take(':'))
        {
            _isForeign = true;
            return Nothing;
        }

        string[] literals = ReadAlternatives();
        _isForeign |= !Take(')');
        return literals is [{ Length: 1 }] ? Nothing : literals;
    }

    private void SkipClass()
    {
        Take('^');
        Take(']');
        while (_next < _text.Length && _text[_next] != ']')
        {
            _isForeign |= _text[_next] == '[';
            _next += _text[_next] == '\\' ? 2 : 1;
        }

        _isForeign |= !Take(']');
    }

    private string[] ReadEscape()
    {
        char escaped = _next < _text.Length ? _text[_next++] : '\0';
        switch (escaped)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B':
                return Nothing;
            case 'A':
                return [HostAlphabet.Begin.ToString()];
            case 'z' or 'Z':
                return [HostAlphabet.End.ToString()];
            default:
                _isForeign |= char.IsLetterOrDigit(escaped) || escaped is '\0' or '_';
                return Character(escaped);
        }
    }

    private static string[] Character(char character)
    {
        char lower = char.ToLowerInvariant(character);
        bool isOfHosts = char.IsAscii(character) && HostAlphabet.SymbolOf(lower) != HostAlphabet.Other
            && lower is not (HostAlphabet.Begin or HostAlphabet.End);
        return isOfHosts ? [lower.ToString()] : Nothing;
    }

    /// <summary>How often the element stands there, at least and at most; int.MaxValue for any number.</summary>
    private (int Min, int Max) ReadQuantifier()
    {
        (int Min, int Max) times = (1, 1);
        if (Take('*'))
        {
            times = (0, int.MaxValue);
        }
        else if (Take('+'))
        {
            times = (1, int.MaxValue);
        }
        else if (Take('?'))
        {
            times = (0, 1);
        }
        else if (Take('{'))
        {
            times = ReadCounts();
        }
        else
        {
            return times;
        }

        Take('?');
        return times;
    }

    private (int Min, int Max) ReadCounts()
    {
        int end = _text.IndexOf('}', _next);
        string[] counts = end < 0 ? [] : _text[_next..end].Split(',');
        bool isCount = counts.Length is 1 or 2 && counts[0].Length > 0
            && counts.All(count => count.All(char.IsAsciiDigit));
        if (!isCount)
        {
            _isForeign = true;
            return (0, int.MaxValue);
        }

        _next = end + 1;
        return (counts[0].All(digit => digit == '0') ? 0 : 1, int.MaxValue);
    }

    private bool Take(char character)
    {
        bool isThere = _next < _text.Length && _text[_next] == character;
        _next += isThere ? 1 : 0;
        return isThere;
    }
}
