using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Validation;

/// <summary>What a 304 says of the stored response that was asked about (RFC 9111 §4.3.4). Stateless.</summary>
public static class NotModified
{
    /// <summary>
    /// Whether a 304 speaks of this stored response. When it does not (its ETag, or lacking one its Last-Modified, is another) the
    /// origin contradicts itself: the 304 must not freshen anything, and the request is to be repeated without conditions.
    /// A 304 without validators is believed, since ours were the only ones it can have been measured by.
    /// </summary>
    /// <remarks>
    /// Entity tags are compared weakly: origins that compress on the way send W/"x" with the 200 and "x" with the 304, and the
    /// condition that the 304 answers is a weak one too.
    /// </remarks>
    public static bool Confirms(ResponseHead stored, ResponseHead notModified)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(notModified);
        if (Validators.TryEntityTag(stored.Fields, out _, out ReadOnlySpan<byte> storedTag)
            && Validators.TryEntityTag(notModified.Fields, out _, out ReadOnlySpan<byte> tag))
        {
            return storedTag.SequenceEqual(tag);
        }

        return !stored.Fields.TryGetFirst(FieldNames.LastModified, out ReadOnlySpan<byte> storedDate)
            || !notModified.Fields.TryGetFirst(FieldNames.LastModified, out ReadOnlySpan<byte> date)
            || storedDate.SequenceEqual(date);
    }
}
