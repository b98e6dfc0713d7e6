using OrleansProxy.Caching.Directives;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Fields;

namespace OrleansProxy.Caching.Lookup;

/// <summary>
/// Whether a stored response may be served for a request (RFC 9111 §4). max-stale is not honoured: nothing stale is served unasked.
/// </summary>
internal static class ReuseRules
{
    /// <summary>The verdict, and in the words of Cache-Status why the request would be forwarded.</summary>
    /// <param name="request">The request's fields.</param>
    /// <param name="control">Their Cache-Control.</param>
    /// <param name="age">The stored response's current age.</param>
    /// <param name="lifetime">Its freshness lifetime.</param>
    /// <param name="hasValidator">Whether the origin can be asked about it.</param>
    public static (CacheVerdict Verdict, string ForwardReason) Judge(
        FieldSection request, in CacheControl control, TimeSpan age, TimeSpan lifetime, bool hasValidator)
    {
        CacheVerdict otherwise = hasValidator ? CacheVerdict.Stale : CacheVerdict.Miss;
        if (lifetime <= age)
        {
            return (otherwise, "stale");
        }

        bool refused = AsksForValidation(request, control)
            || IsTooOld(control.MaxAge, age)
            || IsTooShort(control.MinFresh, lifetime - age);
        return refused ? (otherwise, "request") : (CacheVerdict.Fresh, "");
    }

    private static bool AsksForValidation(FieldSection request, in CacheControl control) =>
        control.NoCache || (!control.IsPresent && request.ListContains(FieldNames.Pragma, "no-cache"u8));

    // A max-age of 0 is how a browser reloads: it wants the origin asked, even about what came this instant.
    private static bool IsTooOld(DirectiveSeconds maxAge, TimeSpan age) =>
        maxAge.IsPresent && (maxAge.Value is not { } most || most == TimeSpan.Zero || age > most);

    private static bool IsTooShort(DirectiveSeconds minFresh, TimeSpan timeToLive) =>
        minFresh.IsPresent && (minFresh.Value is not { } least || timeToLive < least);
}
