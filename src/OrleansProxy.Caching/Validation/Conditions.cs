using OrleansProxy.Caching.Freshness;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Validation;

/// <summary>The conditions of a request for a stored response: ours to the origin, and the client's to us.</summary>
internal static class Conditions
{
    /// <summary>Writes If-None-Match and If-Modified-Since for the validators that the stored response has (RFC 9111 §4.3.1).</summary>
    public static void Write(FieldSection stored, HeadBuffer request, DateTimeOffset now)
    {
        if (Validators.TryEntityTag(stored, out ReadOnlySpan<byte> tag, out _))
        {
            request.WriteField("If-None-Match"u8, tag);
        }

        if (Validators.TryLastModified(stored, now, out ReadOnlySpan<byte> date, out _))
        {
            request.WriteField("If-Modified-Since"u8, date);
        }
    }

    /// <summary>
    /// Whether the client has the stored response already. If-None-Match decides alone where it is present (RFC 9110 §13.2.2);
    /// If-Modified-Since is measured against Last-Modified, else Date (RFC 9111 §4.3.2).
    /// </summary>
    public static bool ClientHasCopy(RequestHead request, FieldSection stored, DateTimeOffset now)
    {
        if (!request.Method.SequenceEqual("GET"u8) && !request.Method.SequenceEqual("HEAD"u8))
        {
            return false;
        }

        return request.Fields.Contains(FieldNames.IfNoneMatch)
            ? NoneMatchHolds(request.Fields, stored)
            : ModifiedSinceHolds(request.Fields, stored, now);
    }

    private static bool NoneMatchHolds(FieldSection request, FieldSection stored)
    {
        Validators.TryEntityTag(stored, out _, out ReadOnlySpan<byte> opaque);
        for (int index = request.IndexOf(FieldNames.IfNoneMatch);
            index >= 0;
            index = request.IndexOf(FieldNames.IfNoneMatch, index + 1))
        {
            if (EntityTag.ListMatches(request.Value(index), opaque))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ModifiedSinceHolds(FieldSection request, FieldSection stored, DateTimeOffset now)
    {
        if (!Validators.TryOnly(request, FieldNames.IfModifiedSince, out ReadOnlySpan<byte> value)
            || !HttpDate.TryParse(value, now, out DateTimeOffset since))
        {
            return false;
        }

        bool isDated = Validators.TryLastModified(stored, now, out _, out DateTimeOffset changed)
            || (!stored.Contains(FieldNames.LastModified)
                && stored.TryGetFirst(FieldNames.Date, out ReadOnlySpan<byte> date)
                && HttpDate.TryParse(date, now, out changed));
        return isDated && changed <= since;
    }
}
