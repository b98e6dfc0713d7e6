namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>What the text of a pattern says of the hosts that it matches, in literals over the <see cref="HostAlphabet"/>.</summary>
/// <param name="Literals">A host that matches has one of these; empty when no such are known.</param>
/// <param name="Decide">Whether a host that has one of these also matches.</param>
internal readonly record struct PatternLiterals(IReadOnlyList<string> Literals, bool Decide)
{
    /// <summary>A shorter literal is found in nearly every host, so it saves nothing.</summary>
    public const int MinLength = 2;

    private static readonly PatternLiterals Unknown = new([], false);

    /// <summary>Looks into a pattern that is neither a domain nor a single host.</summary>
    public static PatternLiterals Of(RulePattern pattern)
    {
        if (pattern.Kind is RulePatternKind.Substring)
        {
            return new([pattern.Value], true);
        }

        return pattern.Glob is { } glob ? OfGlob(glob) : new(Useful(ExpressionLiterals.Of(pattern.ExpressionText)), false);
    }

    private static PatternLiterals OfGlob(Glob glob)
    {
        ReadOnlySpan<GlobStep> whole = glob.Steps;
        if (!glob.CoversApex)
        {
            return Sole(whole) is { } sole ? new([sole], true) : new(Useful([Longest(whole, true)]), false);
        }

        // What follows "*." is in every match, but only in some of them at the beginning.
        ReadOnlySpan<GlobStep> rest = whole[2..];
        return Sole(whole) is { } below && Sole(rest) is { } apex
            ? new([below, apex], true)
            : new(Useful([Longest(rest, false)]), false);
    }

    /// <summary>The literal of a glob that has but one, with stars before and behind it at most; null for any other.</summary>
    private static string? Sole(ReadOnlySpan<GlobStep> steps)
    {
        int from = steps is [{ Kind: GlobStepKind.Run }, ..] ? 1 : 0;
        int to = steps.Length > from && steps[^1].Kind is GlobStepKind.Run ? steps.Length - 1 : steps.Length;
        foreach (GlobStep step in steps[from..to])
        {
            if (step.Kind is not GlobStepKind.Literal)
            {
                return null;
            }
        }

        return from == to ? null : Longest(steps, true);
    }

    private static string Longest(ReadOnlySpan<GlobStep> steps, bool fromBeginning)
    {
        string longest = "";
        string run = fromBeginning ? HostAlphabet.Begin.ToString() : "";
        foreach (GlobStep step in steps)
        {
            run = step.Kind is GlobStepKind.Literal ? run + step.Characters : "";
            longest = run.Length > longest.Length ? run : longest;
        }

        bool toEnd = steps is not [.., { Kind: GlobStepKind.Run }];
        run = toEnd ? run + HostAlphabet.End : run;
        return run.Length > longest.Length ? run : longest;
    }

    private static IReadOnlyList<string> Useful(IReadOnlyList<string> literals) =>
        literals.All(literal => literal.Length >= MinLength) ? literals : Unknown.Literals;
}
