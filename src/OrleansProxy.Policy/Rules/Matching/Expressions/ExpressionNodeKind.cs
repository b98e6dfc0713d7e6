namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>What an <see cref="ExpressionNode"/> is.</summary>
internal enum ExpressionNodeKind
{
    /// <summary>One character of a set.</summary>
    Character,

    /// <summary>The beginning of the host.</summary>
    Begin,

    /// <summary>The end of the host.</summary>
    End,

    /// <summary>Its parts, one after the other.</summary>
    Sequence,

    /// <summary>One of its parts.</summary>
    Alternatives,

    /// <summary>Its part, again and again.</summary>
    Repeat,
}
