using System.Diagnostics.CodeAnalysis;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A text that some check finds good.</summary>
/// <param name="allowed">The allowed values as a noun phrase.</param>
/// <param name="isGood">Whether a text, without the space around it, is allowed.</param>
internal sealed class TextFormat(string allowed, Func<string, bool> isGood) : ScalarFormat<string>
{
    /// <summary>A path of a file; control characters are refused because they never belong in one.</summary>
    public static TextFormat Path { get; } = new(
        "a path of a file", text => System.IO.Path.GetFileName(text).Length > 0 && !text.Any(char.IsControl));

    /// <summary>A path of a file, or nothing for no file.</summary>
    public static TextFormat PathOrNone { get; } = new("a path of a file, or \"\" for none", text => !text.Any(char.IsControl));

    /// <summary>A token of RFC 9110, section 5.6.2.</summary>
    public static TextFormat Token { get; } = new(
        "a name of letters, digits and !#$%&'*+-.^_`|~",
        text => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal)));

    /// <inheritdoc />
    public override string Allowed => allowed;

    /// <inheritdoc />
    public override string Write(string value) => value;

    /// <inheritdoc />
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return isGood(text);
    }
}
