namespace OrleansProxy.Policy.Rules;

/// <summary>A rule with its pattern understood. Immutable.</summary>
internal sealed record CompiledRule(Rule Rule, RulePattern Pattern);
