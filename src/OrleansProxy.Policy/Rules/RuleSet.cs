using System.Collections.Immutable;

namespace OrleansProxy.Policy.Rules;

/// <summary>Rules, understood as far as they can be. Immutable.</summary>
/// <param name="Rules">All of them.</param>
/// <param name="Compiled">Those that are understood, in the same order.</param>
/// <param name="Faults">Those that are not.</param>
internal sealed record RuleSet(
    ImmutableArray<Rule> Rules, ImmutableArray<CompiledRule> Compiled, ImmutableArray<RuleFault> Faults)
{
    /// <summary>Understands rules.</summary>
    /// <param name="rules">In the order to show them.</param>
    /// <param name="match">How an entry without any special character is read.</param>
    /// <param name="known">Rules that were understood before with the same reading; their patterns are taken over.</param>
    public static RuleSet Compile(ImmutableArray<Rule> rules, BlacklistMatch match, ImmutableArray<CompiledRule> known)
    {
        var patterns = new Dictionary<string, RulePattern>(known.Length, StringComparer.Ordinal);
        foreach (CompiledRule rule in known)
        {
            patterns[rule.Rule.Pattern] = rule.Pattern;
        }

        var compiled = ImmutableArray.CreateBuilder<CompiledRule>(rules.Length);
        var faults = ImmutableArray.CreateBuilder<RuleFault>();
        foreach (Rule rule in rules)
        {
            string error = "";
            if (patterns.TryGetValue(rule.Pattern, out RulePattern? pattern)
                || RulePattern.TryParse(rule.Pattern, match, out pattern, out error))
            {
                compiled.Add(new(rule, pattern));
            }
            else
            {
                faults.Add(new(rule, error));
            }
        }

        return new(rules, compiled.DrainToImmutable(), faults.DrainToImmutable());
    }
}
