namespace OrleansProxy.Policy.Rules;

/// <summary>The answer of a <see cref="RuleSnapshot"/> for one host.</summary>
/// <param name="Effect">What to do.</param>
/// <param name="Rule">The rule that decided; null exactly when <paramref name="Effect"/> is <see cref="RuleEffect.None"/>.</param>
public readonly record struct RuleVerdict(RuleEffect Effect, Rule? Rule);
