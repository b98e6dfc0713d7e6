namespace OrleansProxy.Policy.Rules;

/// <summary>A rule under its host or domain, with the next one under the same name. Immutable.</summary>
internal sealed record NamedRule(Rule Rule, NamedRule? Next);
