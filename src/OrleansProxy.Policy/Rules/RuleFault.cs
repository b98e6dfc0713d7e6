namespace OrleansProxy.Policy.Rules;

/// <summary>A rule that is kept but not in force, because its pattern cannot be understood. Immutable.</summary>
/// <param name="Rule">The rule, as it is stored or configured.</param>
/// <param name="Message">Why, and what is allowed: a sentence for its author.</param>
public sealed record RuleFault(Rule Rule, string Message);
