using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansProxy.Policy.Rules.Matching.Expressions;

namespace OrleansProxy.Policy.Rules;

/// <summary>Tells the kinds of patterns apart and brings each to normal form. Does not throw on any text.</summary>
internal static class RulePatternParser
{
    // In time linear in the host, and without regard to case.
    private const RegexOptions ExpressionOptions =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string AllowPrefix = "@@";
    private static readonly SearchValues<char> LowerCaseExpression =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_:^$()[]{}?*+|,\\/");

    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?[");

    /// <summary>As <see cref="RulePattern.TryParse"/>.</summary>
    public static bool TryParse(
        string? pattern, BlacklistMatch match, [NotNullWhen(true)] out RulePattern? parsed, out string error)
    {
        parsed = null;
        string entry = (pattern ?? "").Trim();
        error = TextError(entry);
        if (error.Length > 0)
        {
            return false;
        }

        bool allows = entry.StartsWith(AllowPrefix, StringComparison.Ordinal);
        string body = allows ? entry[AllowPrefix.Length..] : entry;
        RuleEffect effect = allows ? RuleEffect.Allow : RuleEffect.Block;
        parsed = body.StartsWith('/') ? ParseRegex(effect, body, out error) : ParseHost(effect, body, match, out error);
        return parsed is not null;
    }

    /// <summary>Makes a regular expression over hosts in normal form, which are in lower case.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It cannot be matched in linear time, or is too large.</exception>
    public static Regex Compile(string expression) => new(expression, IsInLowerCase(expression)
        ? ExpressionOptions & ~RegexOptions.IgnoreCase
        : ExpressionOptions);

    /// <summary>
    /// Whether case makes no difference to the expression, since nothing in it stands for a capital; then the engine is spared
    /// the other case of every letter. A range from a character before the small letters might span the capitals.
    /// </summary>
    private static bool IsInLowerCase(string expression)
    {
        bool isPlain = !expression.AsSpan().ContainsAnyExcept(LowerCaseExpression) && !expression.Contains("(?", StringComparison.Ordinal);
        for (int index = 0; isPlain && index < expression.Length; index++)
        {
            char after = index + 1 == expression.Length ? ']' : expression[index + 1];
            if (expression[index] == '\\')
            {
                // A code such as \x41 could be a capital's.
                isPlain = !char.IsAsciiLetterOrDigit(after) || after is 'd' or 'w' or 's' or 'b';
                index++;
            }
            else if (expression[index] == '-')
            {
                char before = index == 0 ? '[' : expression[index - 1];
                isPlain = before > 'Z' || after == ']' || (char.IsAsciiDigit(before) && char.IsAsciiDigit(after));
            }
        }

        return isPlain;
    }

    private static string TextError(string entry)
    {
        if (entry.Length is 0 or > RulePattern.MaxLength)
        {
            return $"A pattern has 1 to {RulePattern.MaxLength} characters.";
        }

        foreach (char character in entry)
        {
            if (char.IsControl(character) || char.IsWhiteSpace(character))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"A pattern has no white space or control character inside, but this one has U+{(int)character:X4}.");
            }
        }

        return "";
    }

    private static RulePattern? ParseRegex(RuleEffect effect, string body, out string error)
    {
        if (body.Length < 3 || !body.EndsWith('/'))
        {
            error = "A regular expression stands between two slashes, such as /^ads?[0-9]*\\./; any other rule names a host.";
            return null;
        }

        try
        {
            Compile(body[1..^1]);
            error = "";
            return new(effect, RulePatternKind.Regex, Prefix(effect) + body, body) { Automaton = ExpressionAutomata.Of(body[1..^1]) };
        }
        catch (NotSupportedException)
        {
            error = "This regular expression has a lookaround, backreference, atomic group or condition, or repeats too much. "
                + "Allowed is what matches in linear time: classes, groups, alternatives, anchors and repetitions.";
            return null;
        }
        catch (ArgumentException fault)
        {
            error = $"This is not a regular expression: {fault.Message}";
            return null;
        }
    }

    private static RulePattern? ParseHost(RuleEffect effect, string body, BlacklistMatch match, out string error)
    {
        error = ForeignSyntaxError(body);
        if (error.Length > 0)
        {
            return null;
        }

        if (body.StartsWith('='))
        {
            return ParseExact(effect, body[1..], out error);
        }

        bool hasColon = body.Contains(':', StringComparison.Ordinal);
        if (hasColon && HostName.TryNormalise(body, out string address, out error))
        {
            return new(effect, RulePatternKind.Exact, Prefix(effect) + address, address);
        }

        if (body.AsSpan().ContainsAny(Wildcards))
        {
            return ParseGlob(effect, body, out error);
        }

        if (hasColon)
        {
            return null;
        }

        return match == BlacklistMatch.Substring ? ParseSubstring(effect, body, out error) : ParseDomain(effect, body, out error);
    }

    private static RulePattern? ParseExact(RuleEffect effect, string body, out string error)
    {
        if (body.AsSpan().ContainsAny("*?"))
        {
            error = "A rule after '=' names one host exactly and has no wildcard.";
            return null;
        }

        return HostName.TryNormalise(body, out string host, out error)
            ? new(effect, RulePatternKind.Exact, $"{Prefix(effect)}={host}", host)
            : null;
    }

    /// <summary>A leading dot is how Squid writes a domain with its subdomains; here it says nothing new.</summary>
    private static RulePattern? ParseDomain(RuleEffect effect, string body, out string error)
    {
        if (!HostName.TryNormalise(body.StartsWith('.') ? body[1..] : body, out string host, out error))
        {
            return null;
        }

        RulePatternKind kind = HostName.EndsInNumber(host) ? RulePatternKind.Exact : RulePatternKind.Domain;
        return new(effect, kind, Prefix(effect) + host, host);
    }

    /// <summary>Any part of a host will do, so dots may stand first and last, and mean what they say.</summary>
    private static RulePattern? ParseSubstring(RuleEffect effect, string body, out string error)
    {
        string part = HostName.ToAscii(body) ?? "";
        bool dotsOnly = part.Length > 0 && part.Trim('.').Length == 0;
        error = "";
        if (!dotsOnly && !HostName.IsPart(part.Trim('.'), out error))
        {
            return null;
        }

        return new(effect, RulePatternKind.Substring, Prefix(effect) + part, part);
    }

    private static RulePattern? ParseGlob(RuleEffect effect, string body, out string error)
    {
        if (!Glob.TryParse(body, out Glob? glob, out error))
        {
            return null;
        }

        return glob.Domain is { } domain
            ? new(effect, RulePatternKind.Domain, Prefix(effect) + glob, domain)
            : new(effect, RulePatternKind.Glob, Prefix(effect) + glob, glob.ToString(), glob);
    }

    /// <summary>What people paste: URLs, and the syntax of browser filter lists.</summary>
    private static string ForeignSyntaxError(string body)
    {
        if (body.Length == 0)
        {
            return "There is nothing after '@@'; write the host that is allowed.";
        }

        int scheme = body.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? body : body[(scheme + 3)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (scheme >= 0 || slash >= 0)
        {
            string host = slash < 0 ? rest : rest[..slash];
            return $"A rule names a host, not a URL; give the host alone{(host.Length > 0 ? $": {host}" : "")}.";
        }

        return body.StartsWith("||", StringComparison.Ordinal) || body.EndsWith('^')
            ? $"This is the syntax of browser filter lists; give the host alone: {body.Trim('|', '^')}."
            : "";
    }

    private static string Prefix(RuleEffect effect) => effect == RuleEffect.Allow ? AllowPrefix : "";
}
