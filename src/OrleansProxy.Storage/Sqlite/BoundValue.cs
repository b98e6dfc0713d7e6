namespace OrleansProxy.Storage.Sqlite;

/// <summary>What a parameter of a statement holds: a number, a text or NULL; as it is made it holds NULL, as SQLite has it.</summary>
internal readonly struct BoundValue(long? number, string? text)
{
    private readonly long? _number = number;
    private readonly string? _text = text;

    /// <summary>Whether both are the same value of the same kind.</summary>
    public bool IsSame(in BoundValue other) =>
        _number.HasValue == other._number.HasValue
        && _number.GetValueOrDefault() == other._number.GetValueOrDefault()
        && string.Equals(_text, other._text, StringComparison.Ordinal);
}
