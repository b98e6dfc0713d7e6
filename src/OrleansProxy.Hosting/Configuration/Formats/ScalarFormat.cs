using System.Diagnostics.CodeAnalysis;

namespace OrleansProxy.Hosting.Configuration.Formats;

/// <summary>A setting of exactly one text.</summary>
internal abstract class ScalarFormat<T> : SettingFormat<T>
{
    /// <inheritdoc />
    public sealed override bool TryRead(IReadOnlyList<string> raw, [MaybeNullWhen(false)] out T value, out SettingFault fault)
    {
        string text = raw.Count == 1 ? raw[0] : string.Join(",", raw);
        fault = new SettingFault(text);
        value = default;
        return raw.Count == 1 && TryParse(text.Trim(), out value);
    }

    /// <summary>Reads one text without the space around it.</summary>
    protected abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);
}
