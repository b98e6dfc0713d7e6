using OrleansProxy.Caching.Directives;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Lookup;

/// <summary>Which requests the cache has a part in.</summary>
internal static class RequestRules
{
    /// <summary>Why the cache keeps out, in the words of Cache-Status (RFC 9211 §2.2), or null when it has a part in GET and HEAD.</summary>
    public static string? BypassReason(RequestHead request, in CacheControl control)
    {
        if (!IsGet(request) && !IsHead(request))
        {
            return "method";
        }

        if (control.NoStore)
        {
            return "request";
        }

        return IsOutOfReach(request.Fields) || HasBody(request.Fields) ? "bypass" : null;
    }

    public static bool IsGet(RequestHead request) => request.Method.SequenceEqual("GET"u8);

    public static bool IsHead(RequestHead request) => request.Method.SequenceEqual("HEAD"u8);

    // If-None-Match and If-Modified-Since are answered from the store; the other conditions are the origin's to judge.
    private static bool IsOutOfReach(FieldSection fields) =>
        fields.Contains(FieldNames.Authorization)
        || fields.Contains(FieldNames.Range)
        || fields.Contains(FieldNames.Expect)
        || fields.Contains(FieldNames.IfMatch)
        || fields.Contains(FieldNames.IfUnmodifiedSince)
        || fields.Contains(FieldNames.IfRange);

    private static bool HasBody(FieldSection fields) =>
        fields.Contains(FieldNames.TransferEncoding)
        || (fields.TryGetFirst(FieldNames.ContentLength, out ReadOnlySpan<byte> length) && !length.SequenceEqual("0"u8));
}
