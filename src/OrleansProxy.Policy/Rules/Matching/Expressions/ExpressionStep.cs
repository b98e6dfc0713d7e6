namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>One step on the way to a match.</summary>
/// <param name="Kind">What it takes.</param>
/// <param name="Characters">The characters that it takes.</param>
/// <param name="Next">The step after it.</param>
/// <param name="Other">Of a fork, the other step after it; of a match, the place of the expression in the order of the rules.</param>
internal readonly record struct ExpressionStep(ExpressionStepKind Kind, SymbolSet Characters, int Next, int Other);
