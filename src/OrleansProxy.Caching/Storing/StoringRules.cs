using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Lookup;
using OrleansProxy.Caching.Validation;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Storing;

/// <summary>Which responses may be stored (RFC 9111 §3), on the safe side of what a shared cache is allowed.</summary>
internal static class StoringRules
{
    /// <summary>Whether a request's answer may be stored at all.</summary>
    public static bool Allow(RequestHead request) =>
        RequestRules.IsGet(request) && RequestRules.BypassReason(request, CacheControl.Of(request.Fields)) is null;

    /// <summary>Whether a response may be kept for others, freshness aside.</summary>
    public static bool Allow(ResponseHead response, in CacheControl control) =>
        response.Status == 200
        && !control.NoStore
        && !control.Private
        && !response.Fields.Contains(FieldNames.SetCookie)
        && !response.Fields.Contains(FieldNames.Vary)
        && !response.Fields.Contains("content-range"u8);

    /// <summary>
    /// Whether a response would ever be served again: it is fresh, or the origin can be asked about it. When it is
    /// neither fresh nor public and the request had a cookie, only an entity tag will do: Last-Modified alone could make one person's page
    /// another's.
    /// </summary>
    /// <param name="request">The request's fields.</param>
    /// <param name="response">The response's fields.</param>
    /// <param name="control">Their Cache-Control.</param>
    /// <param name="isFresh">Whether it is fresh as it arrives.</param>
    /// <param name="now">The present.</param>
    public static bool IsWorthKeeping(
        FieldSection request, FieldSection response, in CacheControl control, bool isFresh, DateTimeOffset now)
    {
        bool isMeantForAll = control.Public || isFresh;
        return !isMeantForAll && request.Contains(FieldNames.Cookie)
            ? Validators.TryEntityTag(response, out _, out _)
            : isFresh || Validators.Any(response, now);
    }
}
