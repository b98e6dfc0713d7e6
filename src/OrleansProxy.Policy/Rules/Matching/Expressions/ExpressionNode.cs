namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>A part of a regular expression. Immutable.</summary>
/// <param name="Kind">What it is, and so which of the rest counts.</param>
/// <param name="Characters">The characters of a <see cref="ExpressionNodeKind.Character"/>.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Min">How often a <see cref="ExpressionNodeKind.Repeat"/> has its part at least.</param>
/// <param name="Max">How often at most; <see cref="Unlimited"/> for any number.</param>
internal sealed record ExpressionNode(
    ExpressionNodeKind Kind, SymbolSet Characters, IReadOnlyList<ExpressionNode> Parts, int Min = 1, int Max = 1)
{
    /// <summary>Any number of times.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>One character.</summary>
    public static ExpressionNode Of(SymbolSet characters) => new(ExpressionNodeKind.Character, characters, []);

    /// <summary>Something of this kind with these parts.</summary>
    public static ExpressionNode Of(ExpressionNodeKind kind, params IReadOnlyList<ExpressionNode> parts) => new(kind, SymbolSet.None, parts);
}
