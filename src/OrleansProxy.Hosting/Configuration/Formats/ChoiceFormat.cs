namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>
/// One name of an enumeration, in any case; never its number. A name of several words has hyphens between them ("NoPaths" is "no-paths").
/// </summary>
internal sealed class ChoiceFormat<T> : ScalarFormat<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Names = [.. Values.Select(Name)];

    /// <inheritdoc />
    public override string Allowed => $"{string.Join(", ", Names[..^1])} or {Names[^1]}";

    /// <inheritdoc />
    public override string Write(T value) => Name(value);

    /// <inheritdoc />
    protected override bool TryParse(string text, out T value)
    {
        int place = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        value = place < 0 ? default : Values[place];
        return place >= 0;
    }

    // Names are printed in lower case because that is how people type them.
#pragma warning disable CA1308
    private static string Name(T value) => string.Concat(
        value.ToString().Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();
#pragma warning restore CA1308
}
