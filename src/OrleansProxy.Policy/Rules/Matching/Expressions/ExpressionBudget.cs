namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>How much work the making of automata may be, so that hostile expressions do not hold a change up. Used by one thread.</summary>
/// <param name="steps">Steps that may be looked at.</param>
internal sealed class ExpressionBudget(int steps)
{
    private int _left = steps;

    /// <summary>Whether nothing is left.</summary>
    public bool IsSpent => _left <= 0;

    /// <summary>Takes so much of it.</summary>
    public void Spend(int steps) => _left = Math.Max(_left - steps, 0);
}
