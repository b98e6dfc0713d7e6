using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// A pattern with wildcards that covers a whole host; one that begins with "*." covers the host without that part too, since
/// who blocks *.example.com hardly wants example.com. Immutable. A match takes time in proportion to host times pattern at
/// worst, whatever the pattern.
/// </summary>
internal sealed class Glob
{
    private readonly string _text;
    private readonly GlobStep[] _steps;

    private Glob(string text, GlobStep[] steps)
    {
        _text = text;
        _steps = steps;
        CoversApex = steps is [{ Kind: GlobStepKind.Run }, { Kind: GlobStepKind.Literal, Characters: "." }, _, ..];
        Domain = CoversApex ? PlainDomain(steps.AsSpan(2)) : null;
    }

    /// <summary>Its elements.</summary>
    public ReadOnlySpan<GlobStep> Steps => _steps;

    /// <summary>Whether it begins with "*.", so that it also covers what the elements after these two cover.</summary>
    public bool CoversApex { get; }

    /// <summary>The domain that this glob spells out ("*.example.com" is example.com with its subdomains), else null.</summary>
    public string? Domain { get; }

    /// <summary>Reads a glob in any case, with or without the dot of the root at its end.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Glob? glob, out string error)
    {
        glob = null;
        if (Normalise(text) is not { } normal)
        {
            error = "A part of a host that has a wildcard and letters other than a-z must be written as an A-label (xn--...).";
            return false;
        }

        var parser = new GlobParser(normal);
        if (parser.Parse() is { } steps)
        {
            bool isRooted = steps is [_, .., { Kind: GlobStepKind.Literal, Characters: "." }];
            glob = isRooted ? new(normal[..^1], steps[..^1]) : new(normal, steps);
        }

        error = parser.Error;
        return glob is not null;
    }

    /// <summary>Whether it covers a host in normal form.</summary>
    public bool Matches(ReadOnlySpan<char> host) => Matches(_steps, host) || (CoversApex && Matches(_steps.AsSpan(2), host));

    /// <summary>The pattern in normal form.</summary>
    public override string ToString() => _text;

    /// <summary>
    /// Walks both at once. On a mismatch only the last star can still help, by taking one character more; an earlier star never
    /// needs to, because the later one can take whatever the earlier would have.
    /// </summary>
    private static bool Matches(ReadOnlySpan<GlobStep> steps, ReadOnlySpan<char> host)
    {
        int step = 0;
        int at = 0;
        int afterStar = -1;
        int starEnd = 0;
        while (at < host.Length)
        {
            if (step < steps.Length && steps[step].Kind == GlobStepKind.Run)
            {
                afterStar = ++step;
                starEnd = at;
            }
            else if (step < steps.Length && steps[step].Takes(host[at]))
            {
                step++;
                at++;
            }
            else if (afterStar >= 0)
            {
                step = afterStar;
                at = ++starEnd;
            }
            else
            {
                return false;
            }
        }

        return step == steps.Length || (step == steps.Length - 1 && steps[step].Kind == GlobStepKind.Run);
    }

    /// <summary>Lower case, and A-labels for those labels that have no wildcard.</summary>
    private static string? Normalise(string text)
    {
        string lower = text.ToLowerInvariant();
        if (Ascii.IsValid(lower))
        {
            return lower;
        }

        string[] labels = lower.Split('.');
        for (int index = 0; index < labels.Length; index++)
        {
            if (!Ascii.IsValid(labels[index]))
            {
                string? ascii = labels[index].AsSpan().ContainsAny("*?[]") ? null : HostName.ToAscii(labels[index]);
                if (ascii is null)
                {
                    return null;
                }

                labels[index] = ascii;
            }
        }

        return string.Join('.', labels);
    }

    private static string? PlainDomain(ReadOnlySpan<GlobStep> steps)
    {
        var name = new StringBuilder();
        foreach (GlobStep step in steps)
        {
            if (step.Kind != GlobStepKind.Literal)
            {
                return null;
            }

            name.Append(step.Characters);
        }

        bool isHost = HostName.TryNormalise(name.ToString(), out string domain, out _);
        bool isAddress = HostName.EndsInNumber(domain) || domain.Contains(':', StringComparison.Ordinal);
        return isHost && !isAddress ? domain : null;
    }
}
