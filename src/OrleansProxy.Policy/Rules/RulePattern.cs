using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using OrleansProxy.Policy.Rules.Matching.Expressions;

namespace OrleansProxy.Policy.Rules;

/// <summary>
/// A pattern, understood: what the portal and the configuration validator ask before they keep one, and what a
/// <see cref="RuleSnapshot"/> is compiled from. Immutable and thread-safe.
/// </summary>
public sealed class RulePattern
{
    /// <summary>Characters that a pattern may have.</summary>
    public const int MaxLength = 1_000;

    private Regex? _expression;

    internal RulePattern(RuleEffect effect, RulePatternKind kind, string text, string value, Glob? glob = null)
    {
        Effect = effect;
        Kind = kind;
        Text = text;
        Value = value;
        Glob = glob;
    }

    /// <summary><see cref="RuleEffect.Allow"/> after "@@", else <see cref="RuleEffect.Block"/>; never None.</summary>
    public RuleEffect Effect { get; }

    /// <summary>How it is compared.</summary>
    public RulePatternKind Kind { get; }

    /// <summary>The pattern in normal form. Two patterns with the same text are the same pattern.</summary>
    public string Text { get; }

    /// <summary>The host, domain or substring in normal form; for a glob or regular expression, its text.</summary>
    internal string Value { get; }

    /// <summary>The glob, if it is one.</summary>
    internal Glob? Glob { get; }

    /// <summary>Whether it is a regular expression.</summary>
    internal bool IsExpression => Kind is RulePatternKind.Regex;

    /// <summary>What decides it in the engine's place, if it is a regular expression that is fit for that.</summary>
    internal ExpressionAutomaton? Automaton { get; init; }

    /// <summary>Whether the engine has to be asked, which may take long, whoever wrote the expression.</summary>
    internal bool AsksEngine => IsExpression && Automaton is null;

    /// <summary>
    /// The regular expression, if it is one. The engine holds some hundreds of kilobytes for each, so it is made when it is
    /// first asked, which for most of them is never.
    /// </summary>
    internal Regex Expression => _expression ??= RulePatternParser.Compile(ExpressionText);

    /// <summary>The text between the slashes of a regular expression.</summary>
    internal string ExpressionText => Value[1..^1];

    /// <summary>Whether it names a host or a domain, so that it is found by its name instead of being tried.</summary>
    internal bool IsName => Kind is RulePatternKind.Domain or RulePatternKind.Exact;

    /// <summary>Understands a pattern.</summary>
    /// <param name="pattern">As <see cref="Rule.Pattern"/> describes; white space around it is ignored.</param>
    /// <param name="match">How an entry without any special character is read.</param>
    /// <exception cref="RulePatternException">The pattern cannot be understood; the message says why, for its author.</exception>
    public static RulePattern Parse(string pattern, BlacklistMatch match) =>
        TryParse(pattern, match, out RulePattern? parsed, out string error) ? parsed : throw new RulePatternException(error);

    /// <summary>As <see cref="Parse"/>, with the error as a sentence ("" on success) instead of an exception.</summary>
    public static bool TryParse(
        string? pattern, BlacklistMatch match, [NotNullWhen(true)] out RulePattern? parsed, out string error) =>
        RulePatternParser.TryParse(pattern, match, out parsed, out error);

    /// <summary>Whether the pattern covers a host in normal form (see <see cref="HostName.TryNormalise"/>).</summary>
    public bool Matches(ReadOnlySpan<char> host) => Kind switch
    {
        RulePatternKind.Domain => IsInDomain(host),
        RulePatternKind.Exact => host.SequenceEqual(Value),
        RulePatternKind.Substring => host.Contains(Value, StringComparison.Ordinal),
        RulePatternKind.Glob => Glob!.Matches(host),
        _ => Automaton is { } automaton ? automaton.Matches(host) : Expression.IsMatch(host),
    };

    /// <summary>The text in normal form.</summary>
    public override string ToString() => Text;

    private bool IsInDomain(ReadOnlySpan<char> host) =>
        host.EndsWith(Value, StringComparison.Ordinal) && (host.Length == Value.Length || host[^(Value.Length + 1)] == '.');
}
