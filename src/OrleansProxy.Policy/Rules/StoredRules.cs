using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>What a rule store holds at one version.</summary>
public sealed record StoredRules(long Version, ImmutableArray<Rule> Rules);
