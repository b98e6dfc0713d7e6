namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>
/// Makes an <see cref="ExpressionAutomaton"/>: a state of it is the set of all steps that a host may be at (Rabin and Scott,
/// 1959). Used once, by one thread.
/// </summary>
internal sealed class ExpressionAutomatonBuilder
{
    /// <summary>States that an automaton may have: at two octets for each group of symbols, some 150 KB at most.</summary>
    public const int MaxStates = 2_000;

    private readonly ExpressionSteps _steps;
    private readonly ExpressionBudget _budget;
    private readonly byte[] _groups;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _states = [];
    private readonly List<ushort> _rows = [];

    private ExpressionAutomatonBuilder(ExpressionSteps steps, ExpressionBudget budget)
    {
        _steps = steps;
        _budget = budget;
        _groups = SymbolGroups.Of(steps.All.Select(step => step.Characters));
    }

    /// <summary>The automaton of these expressions; null when it would be too large, or the budget is spent.</summary>
    /// <param name="expressions">With the place of each in the order of the rules.</param>
    /// <param name="budget">Is drawn on.</param>
    public static ExpressionAutomaton? Build(IEnumerable<(int Ordinal, ExpressionNode Node)> expressions, ExpressionBudget budget)
    {
        var steps = new ExpressionSteps();
        foreach ((int ordinal, ExpressionNode node) in expressions)
        {
            steps.Add(node, ordinal);
        }

        return steps.IsOver ? null : new ExpressionAutomatonBuilder(steps, budget).Build();
    }

    private ExpressionAutomaton? Build()
    {
        // The dead state is the set of no steps; it is number 0 whether it can be reached or not.
        Number([]);
        int start = Number(Closure(_steps.Starts, atBegin: true, atEnd: false));
        int[] symbols = [.. Enumerable.Range(0, _groups.Max() + 1).Select(group => Array.IndexOf(_groups, (byte)group))];
        for (int state = 0; state < _states.Count; state++)
        {
            foreach (int symbol in symbols)
            {
                _rows.Add((ushort)(state == ExpressionAutomaton.Dead ? state : Next(_states[state], symbol)));
            }

            if (_states.Count > MaxStates || _budget.IsSpent)
            {
                return null;
            }
        }

        return new(
            _groups,
            [.. _rows],
            [.. _states.Select(state => First(state.Select(step => (int)step)))],
            [.. _states.Select(state => First(Closure(state.Select(step => (int)step), atBegin: false, atEnd: true)))],
            start);
    }

    private int Next(string state, int symbol)
    {
        _budget.Spend(state.Length + 1);
        IEnumerable<int> moved = state.Select(step => _steps.All[step])
            .Where(step => step.Kind is ExpressionStepKind.Character && step.Characters.Has(symbol))
            .Select(step => step.Next);

        // A match may begin behind every character.
        return Number(Closure(moved.Concat(_steps.Starts), atBegin: false, atEnd: false));
    }

    private int First(IEnumerable<int> steps) => steps.Select(step => _steps.All[step])
        .Where(step => step.Kind is ExpressionStepKind.Match)
        .Select(step => step.Other)
        .DefaultIfEmpty(HostPatterns.None)
        .Min();

    /// <summary>The steps that wait for a character, for the end, or are a match, and that these lead to without a character.</summary>
    private SortedSet<int> Closure(IEnumerable<int> steps, bool atBegin, bool atEnd)
    {
        SortedSet<int> waiting = [];
        HashSet<int> seen = [];
        var open = new Stack<int>(steps);
        while (open.TryPop(out int number))
        {
            if (!seen.Add(number))
            {
                continue;
            }

            _budget.Spend(1);
            ExpressionStep step = _steps.All[number];
            switch (step.Kind)
            {
                case ExpressionStepKind.Fork:
                    open.Push(step.Next);
                    open.Push(step.Other);
                    break;
                case ExpressionStepKind.Begin when atBegin:
                case ExpressionStepKind.End when atEnd:
                    open.Push(step.Next);
                    break;
                case ExpressionStepKind.Begin:
                    break;
                default:
                    waiting.Add(number);
                    break;
            }
        }

        return waiting;
    }

    private int Number(IReadOnlyCollection<int> steps)
    {
        string key = string.Concat(steps.Select(step => (char)step));
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _states.Count;
            _numbers.Add(key, number);
            _states.Add(key);
        }

        return number;
    }
}
