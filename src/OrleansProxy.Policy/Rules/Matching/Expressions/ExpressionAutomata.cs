namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>Regular expressions, as far as automata can decide them. Immutable.</summary>
/// <param name="Automata">As few as their bounds allow; nearly always one.</param>
/// <param name="Rest">The expressions that are left to the engine.</param>
internal sealed record ExpressionAutomata(
    IReadOnlyList<ExpressionAutomaton> Automata, IReadOnlyList<(int Ordinal, RulePattern Pattern)> Rest)
{
    // Some milliseconds of work for one expression, some tens for all of them.
    private const int StepsOfEach = 5_000;
    private const int StepsOfAll = 200_000;

    /// <summary>The automaton of one expression, which the engine has taken already; null when it has to be left to it.</summary>
    public static ExpressionAutomaton? Of(string expression) => ExpressionParser.Parse(expression) is { } node
        ? ExpressionAutomatonBuilder.Build([(0, node)], new(StepsOfEach))
        : null;

    /// <summary>Brings expressions that have an automaton by themselves together in as few as the bounds allow.</summary>
    /// <param name="expressions">With the place of each in the order of the rules, ascending.</param>
    public static ExpressionAutomata Of(IReadOnlyList<(int Ordinal, RulePattern Pattern)> expressions)
    {
        List<(int Ordinal, ExpressionNode Node)> fit = [];
        foreach ((int ordinal, RulePattern pattern) in expressions.Where(expression => expression.Pattern.Automaton is not null))
        {
            fit.Add((ordinal, ExpressionParser.Parse(pattern.ExpressionText)!));
        }

        List<ExpressionAutomaton> automata = [];
        HashSet<int> decided = [];
        Add(automata, decided, [.. fit], new(StepsOfAll));
        return new(automata, [.. expressions.Where(expression => !decided.Contains(expression.Ordinal))]);
    }

    /// <summary>What is too large together may not be in halves.</summary>
    private static void Add(
        List<ExpressionAutomaton> automata, HashSet<int> decided, (int Ordinal, ExpressionNode Node)[] expressions, ExpressionBudget budget)
    {
        if (expressions.Length == 0 || budget.IsSpent)
        {
            return;
        }

        if (ExpressionAutomatonBuilder.Build(expressions, budget) is { } automaton)
        {
            automata.Add(automaton);
            decided.UnionWith(expressions.Select(expression => expression.Ordinal));
        }
        else if (expressions.Length > 1)
        {
            int half = expressions.Length / 2;
            Add(automata, decided, expressions[..half], budget);
            Add(automata, decided, expressions[half..], budget);
        }
    }
}
