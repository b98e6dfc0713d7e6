using System.Collections.Immutable;
using System.Reflection;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>Makes snapshots of rules; how a snapshot is compiled is the policy's own affair, so it is asked by reflection.</summary>
internal static class RuleSnapshots
{
    public static RuleSnapshot Of(long version, params ImmutableArray<Rule> rules)
    {
        MethodInfo? compile = typeof(RuleSnapshot).GetMethod("Compile", BindingFlags.Public | BindingFlags.Static);
        object made = compile is not null
            ? compile.Invoke(null, [version, rules, BlacklistMatch.Domain])!
            : Activator.CreateInstance(
                typeof(RuleSnapshot), BindingFlags.NonPublic | BindingFlags.Instance, null, [version, rules], null)!;
        return (RuleSnapshot)made;
    }
}
