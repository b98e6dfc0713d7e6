namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>What an <see cref="ExpressionStep"/> takes.</summary>
internal enum ExpressionStepKind
{
    /// <summary>One character.</summary>
    Character,

    /// <summary>Nothing, at the beginning of the host.</summary>
    Begin,

    /// <summary>Nothing, at the end of the host.</summary>
    End,

    /// <summary>Nothing, and goes on in two ways.</summary>
    Fork,

    /// <summary>Nothing: here the expression has matched.</summary>
    Match,
}
