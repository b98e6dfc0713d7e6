namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>Reads what stands for one character in a regular expression, without regard to case.</summary>
internal static class CharacterClass
{
    /// <summary>A character that stands for itself; null beyond ASCII, where another may be the same in another case.</summary>
    public static SymbolSet? Of(char character) => char.IsAscii(character) ? SymbolSet.Range(character, character) : null;

    /// <summary>What follows a backslash; null when it is not surely understood.</summary>
    public static SymbolSet? ReadEscape(ExpressionCursor text)
    {
        char escaped = text.Read();
        return escaped switch
        {
            'd' => SymbolSet.Digits,
            'D' => ~SymbolSet.Digits,
            'w' => SymbolSet.Word,
            'W' => ~SymbolSet.Word,
            's' => SymbolSet.None,
            'S' => SymbolSet.All,
            _ => IsItself(escaped) ? Of(escaped) : null,
        };
    }

    /// <summary>What follows an opening bracket, up to the closing one; null when it is not surely understood.</summary>
    public static SymbolSet? ReadClass(ExpressionCursor text)
    {
        bool isNegated = text.Take('^');
        SymbolSet? set = SymbolSet.None;
        bool isFirst = true;
        while (set is not null && !text.IsAtEnd && (isFirst || text.Peek != ']'))
        {
            set = ReadMember(text) is { } member ? set.Value | member : null;
            isFirst = false;
        }

        return set is null || !text.Take(']') ? null : isNegated ? ~set.Value : set;
    }

    private static SymbolSet? ReadMember(ExpressionCursor text)
    {
        char low = text.Read();
        if (low == '\\')
        {
            // The end of a range that an escape begins is left to the engine.
            SymbolSet? escaped = ReadEscape(text);
            return text.Peek == '-' && !text.IsFollowedBy(']') ? null : escaped;
        }

        if (text.Peek != '-' || text.IsFollowedBy(']'))
        {
            return low == '[' ? null : Of(low);
        }

        text.Read();
        char high = text.Read();
        return low == '[' || high is '[' or '\\' || low > high || !char.IsAscii(high) ? null : SymbolSet.Range(low, high);
    }

    private static bool IsItself(char escaped) => !char.IsLetterOrDigit(escaped) && escaped is not ('_' or '\0');
}
