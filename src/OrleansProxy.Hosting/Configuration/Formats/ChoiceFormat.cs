namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>One name of an enumeration, in any case; never its number.</summary>
internal sealed class ChoiceFormat<T> : ScalarFormat<T>
    where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetValues<T>().Select(Name)];

    /// <inheritdoc />
    public override string Allowed => $"{string.Join(", ", Names[..^1])} or {Names[^1]}";

    /// <inheritdoc />
    public override string Write(T value) => Name(value);

    /// <inheritdoc />
    protected override bool TryParse(string text, out T value)
    {
        value = default;
        return Names.Contains(text, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    // Names are printed in lower case because that is how people type them.
#pragma warning disable CA1308
    private static string Name(T value) => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
