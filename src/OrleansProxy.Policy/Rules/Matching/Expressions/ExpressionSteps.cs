namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>
/// Regular expressions as steps (Thompson, 1968), each built from its end. Repetitions with a count are written out, so there is
/// a bound. Used once, by one thread.
/// </summary>
internal sealed class ExpressionSteps
{
    /// <summary>Steps that expressions may have together; their number fits a character.</summary>
    public const int Max = 4_000;

    private readonly List<ExpressionStep> _steps = [];
    private readonly List<int> _starts = [];

    /// <summary>Whether the expressions had more steps than are allowed, so that these are not all.</summary>
    public bool IsOver => _steps.Count > Max;

    /// <summary>The steps by number.</summary>
    public IReadOnlyList<ExpressionStep> All => _steps;

    /// <summary>Where the expressions begin.</summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <summary>Adds an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="ordinal">Its place in the order of the rules.</param>
    public void Add(ExpressionNode expression, int ordinal) =>
        _starts.Add(Lead(expression, Put(new ExpressionStep(ExpressionStepKind.Match, SymbolSet.None, 0, ordinal))));

    private int Put(ExpressionStep step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private int Lead(ExpressionNode node, int next)
    {
        if (IsOver)
        {
            return next;
        }

        switch (node.Kind)
        {
            case ExpressionNodeKind.Character:
                return Put(new ExpressionStep(ExpressionStepKind.Character, node.Characters, next, 0));
            case ExpressionNodeKind.Begin:
                return Put(new ExpressionStep(ExpressionStepKind.Begin, SymbolSet.None, next, 0));
            case ExpressionNodeKind.End:
                return Put(new ExpressionStep(ExpressionStepKind.End, SymbolSet.None, next, 0));
            case ExpressionNodeKind.Sequence:
                return node.Parts.Reverse().Aggregate(next, (after, part) => Lead(part, after));
            case ExpressionNodeKind.Alternatives:
                return node.Parts.Select(part => Lead(part, next)).ToArray().Aggregate(Fork);
            default:
                return AddRepeat(node, next);
        }
    }

    private int AddRepeat(ExpressionNode node, int next)
    {
        ExpressionNode part = node.Parts[0];
        int start = next;
        if (node.Max == ExpressionNode.Unlimited)
        {
            start = Fork(next, next);
            _steps[start] = _steps[start] with { Other = Lead(part, start) };
        }

        for (int count = node.Min; count < node.Max && node.Max != ExpressionNode.Unlimited && !IsOver; count++)
        {
            start = Fork(next, Lead(part, start));
        }

        for (int count = 0; count < node.Min && !IsOver; count++)
        {
            start = Lead(part, start);
        }

        return start;
    }

    private int Fork(int one, int other) => Put(new ExpressionStep(ExpressionStepKind.Fork, SymbolSet.None, one, other));
}
