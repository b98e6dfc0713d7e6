using System.Globalization;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// A value of Cache-Status (RFC 9211) in two parts: the text that many rows share, and the number of a "ttl=" at its end. Put one
/// after the other they are the value again. Immutable.
/// </summary>
/// <param name="Text">The text, "" for no value.</param>
/// <param name="TimeToLive">The number, seconds; null where the text does not end in one.</param>
internal readonly record struct StoredCacheStatus(string Text, long? TimeToLive)
{
    private const string Parameter = "; ttl=";

    /// <summary>Takes a value apart.</summary>
    public static StoredCacheStatus Of(string? value)
    {
        if (value is null)
        {
            return new("", null);
        }

        int end = value.LastIndexOf(Parameter, StringComparison.Ordinal) + Parameter.Length;
        return end >= Parameter.Length
            && long.TryParse(value.AsSpan(end), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && (value[end] != '0' || value.Length == end + 1)
                ? new(value[..end], seconds)
                : new(value, null);
    }
}
