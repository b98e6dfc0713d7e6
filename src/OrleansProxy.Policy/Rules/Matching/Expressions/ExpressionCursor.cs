namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>A place in the text of a regular expression. Used once, by one thread.</summary>
internal sealed class ExpressionCursor(string text)
{
    private int _next;

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => _next == text.Length;

    /// <summary>The next character; a NUL, which no pattern has, at the end.</summary>
    public char Peek => IsAtEnd ? '\0' : text[_next];

    /// <summary>Whether the next character is followed by this one.</summary>
    public bool IsFollowedBy(char character) => _next + 1 < text.Length && text[_next + 1] == character;

    /// <summary>Goes past the next character and gives it; a NUL at the end.</summary>
    public char Read()
    {
        char character = Peek;
        _next += IsAtEnd ? 0 : 1;
        return character;
    }

    /// <summary>Goes past the next character if it is this one.</summary>
    public bool Take(char character)
    {
        bool isThere = !IsAtEnd && text[_next] == character;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Goes past a number of at most three digits; null when none stands there.</summary>
    public int? TakeNumber()
    {
        const int MaxDigits = 3;
        int end = _next;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == _next || end - _next > MaxDigits)
        {
            return null;
        }

        int number = int.Parse(text.AsSpan(_next, end - _next), System.Globalization.CultureInfo.InvariantCulture);
        _next = end;
        return number;
    }
}
