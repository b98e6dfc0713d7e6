namespace OrleansProxy.Storage.Recording;

/// <summary>Texts of values that come again and again, each made once. For the writer alone.</summary>
internal sealed class KnownTexts<T>(Func<T, string> make)
    where T : notnull
{
    private const int MaxKept = 2_000;

    private readonly Dictionary<T, string> _kept = [];

    /// <summary>The value's text.</summary>
    public string Of(T value)
    {
        if (_kept.TryGetValue(value, out string? text))
        {
            return text;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        text = make(value);
        _kept.Add(value, text);
        return text;
    }
}
