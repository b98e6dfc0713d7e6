namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>
/// Reads a regular expression that the engine has taken already, if it is made of characters, classes, groups, alternatives,
/// repetitions and the two anchors alone. What it does not surely understand, it leaves to the engine. Used once, by one thread.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly ExpressionCursor _text;
    private bool _isForeign;

    private ExpressionParser(string text) => _text = new(text);

    /// <summary>The expression in parts, null when it has others than these.</summary>
    public static ExpressionNode? Parse(string expression)
    {
        var parser = new ExpressionParser(expression);
        ExpressionNode node = parser.ReadAlternatives();
        return parser._isForeign || !parser._text.IsAtEnd ? null : node;
    }

    private ExpressionNode ReadAlternatives()
    {
        List<ExpressionNode> branches = [];
        do
        {
            branches.Add(ReadBranch());
        }
        while (_text.Take('|'));
        return branches is [var only] ? only : ExpressionNode.Of(ExpressionNodeKind.Alternatives, branches);
    }

    private ExpressionNode ReadBranch()
    {
        List<ExpressionNode> elements = [];
        while (!_isForeign && !_text.IsAtEnd && _text.Peek is not ('|' or ')'))
        {
            elements.Add(ReadQuantifier(ReadElement()));
        }

        return elements is [var only] ? only : ExpressionNode.Of(ExpressionNodeKind.Sequence, elements);
    }

    private ExpressionNode ReadElement()
    {
        char character = _text.Read();
        switch (character)
        {
            case '(':
                return ReadGroup();
            case '[':
                return ExpressionNode.Of(Understood(CharacterClass.ReadClass(_text)));
            case '^':
                return ExpressionNode.Of(ExpressionNodeKind.Begin);
            case '$':
                return ExpressionNode.Of(ExpressionNodeKind.End);
            case '.':
                return ExpressionNode.Of(SymbolSet.All);
            case '\\' when _text.Take('A'):
                return ExpressionNode.Of(ExpressionNodeKind.Begin);
            case '\\' when _text.Take('z') || _text.Take('Z'):
                return ExpressionNode.Of(ExpressionNodeKind.End);
            case '\\':
                return ExpressionNode.Of(Understood(CharacterClass.ReadEscape(_text)));
            default:
                _isForeign |= character is '*' or '+' or '?' or '{';
                return ExpressionNode.Of(Understood(CharacterClass.Of(character)));
        }
    }

    private ExpressionNode ReadGroup()
    {
        _isForeign |= _text.Take('?') && !_text.Take(':');
        ExpressionNode group = ReadAlternatives();
        _isForeign |= !_text.Take(')');
        return group;
    }

    /// <summary>Whether an expression matches at all does not hang on how eager a repetition is.</summary>
    private ExpressionNode ReadQuantifier(ExpressionNode element)
    {
        (int Min, int Max)? times = _text.Peek switch
        {
            '*' => (0, ExpressionNode.Unlimited),
            '+' => (1, ExpressionNode.Unlimited),
            '?' => (0, 1),
            '{' => (0, 0),
            _ => null,
        };
        if (times is not { } counts)
        {
            return element;
        }

        counts = _text.Read() == '{' ? ReadCounts() : counts;
        _text.Take('?');
        return ExpressionNode.Of(ExpressionNodeKind.Repeat, element) with { Min = counts.Min, Max = counts.Max };
    }

    private (int Min, int Max) ReadCounts()
    {
        int? min = _text.TakeNumber();
        int? max = !_text.Take(',') ? min : _text.Peek == '}' ? ExpressionNode.Unlimited : _text.TakeNumber();
        _isForeign |= min is null || max is null || !_text.Take('}');
        return (min ?? 0, max ?? 0);
    }

    private SymbolSet Understood(SymbolSet? characters)
    {
        _isForeign |= characters is null;
        return characters ?? SymbolSet.None;
    }
}
