using OrleansProxy.Caching.Freshness;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Caching.Validation;

/// <summary>The validators of a response (RFC 9110 §8.8). One that is malformed or given twice is none.</summary>
internal static class Validators
{
    /// <summary>Whether there is anything to ask the origin by.</summary>
    public static bool Any(FieldSection fields, DateTimeOffset now) =>
        TryEntityTag(fields, out _, out _) || TryLastModified(fields, now, out _, out _);

    /// <summary>The ETag.</summary>
    /// <param name="fields">The response's fields.</param>
    /// <param name="value">As sent, W/ included.</param>
    /// <param name="opaque">With its quotes, without W/.</param>
    public static bool TryEntityTag(FieldSection fields, out ReadOnlySpan<byte> value, out ReadOnlySpan<byte> opaque)
    {
        opaque = default;
        return TryOnly(fields, FieldNames.ETag, out value) && EntityTag.TryParse(value, out opaque);
    }

    /// <summary>Last-Modified, as sent and understood.</summary>
    public static bool TryLastModified(
        FieldSection fields, DateTimeOffset now, out ReadOnlySpan<byte> value, out DateTimeOffset date)
    {
        date = default;
        return TryOnly(fields, FieldNames.LastModified, out value) && HttpDate.TryParse(value, now, out date);
    }

    /// <summary>The value of a field that stands exactly once.</summary>
    public static bool TryOnly(FieldSection fields, ReadOnlySpan<byte> lowerName, out ReadOnlySpan<byte> value)
    {
        int index = fields.IndexOf(lowerName);
        value = index < 0 ? default : fields.Value(index);
        return index >= 0 && fields.IndexOf(lowerName, index + 1) < 0;
    }
}
