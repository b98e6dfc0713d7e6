using System.Text.RegularExpressions;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// Regular expressions that are asked together: whether any of them matches costs one pass over the host, and only then each is
/// asked by itself. Immutable.
/// </summary>
internal sealed class ExpressionUnion
{
    private readonly Regex _any;
    private readonly (int Ordinal, RulePattern Pattern)[] _members;

    private ExpressionUnion(Regex any, (int Ordinal, RulePattern Pattern)[] members)
    {
        _any = any;
        _members = members;
    }

    /// <summary>Brings expressions together, as many as the engine takes in one.</summary>
    /// <param name="members">With the place of each in the order of the rules, ascending.</param>
    public static IReadOnlyList<ExpressionUnion> Of(IReadOnlyList<(int Ordinal, RulePattern Pattern)> members)
    {
        List<ExpressionUnion> unions = [];
        Add(unions, [.. members.Where(member => CanJoin(member.Pattern))]);
        foreach ((int Ordinal, RulePattern Pattern) member in members.Where(member => !CanJoin(member.Pattern)))
        {
            unions.Add(new(member.Pattern.Expression, [member]));
        }

        return unions;
    }

    /// <summary>The place of its first expression.</summary>
    public int Begins => _members[0].Ordinal;

    /// <summary>The place of the first expression that matches, if it is below a limit; else the limit.</summary>
    public int First(ReadOnlySpan<char> host, int limit)
    {
        if (Begins >= limit || !_any.IsMatch(host))
        {
            return limit;
        }

        foreach ((int ordinal, RulePattern pattern) in _members)
        {
            if (ordinal >= limit || pattern.Matches(host))
            {
                return Math.Min(ordinal, limit);
            }
        }

        return limit;
    }

    private static void Add(List<ExpressionUnion> unions, (int Ordinal, RulePattern Pattern)[] members)
    {
        if (members.Length == 0)
        {
            return;
        }

        if (Join(members) is { } any)
        {
            unions.Add(new(any, members));
            return;
        }

        int half = members.Length / 2;
        Add(unions, members[..half]);
        Add(unions, members[half..]);
    }

    /// <summary>Options and comments inside an expression could reach into its neighbours.</summary>
    private static bool CanJoin(RulePattern pattern) =>
        !pattern.ExpressionText.Replace("(?:", "", StringComparison.Ordinal).Contains("(?", StringComparison.Ordinal);

    private static Regex? Join((int Ordinal, RulePattern Pattern)[] members)
    {
        if (members.Length == 1)
        {
            return members[0].Pattern.Expression;
        }

        try
        {
            return RulePatternParser.Compile(string.Join('|', members.Select(member => $"({member.Pattern.ExpressionText})")));
        }
        catch (NotSupportedException)
        {
            // Together they are more than the engine takes; each by itself was not.
            return null;
        }
    }
}
