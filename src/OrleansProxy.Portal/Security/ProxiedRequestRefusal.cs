using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace OrleansProxy.Portal.Security;

/// <summary>
/// Refuses a request that came through a proxy, ours above all: a client of the proxy must not reach the portal by way of it.
/// Known by <c>Via</c> (RFC 9110, 7.6.3), <c>Proxy-Connection</c>, or a target in absolute-form (RFC 9112, 3.2.2).
/// </summary>
internal sealed class ProxiedRequestRefusal(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        CameThroughProxy(context)
            ? Refusal.WriteAsync(context, StatusCodes.Status403Forbidden,
                "The portal does not answer requests that come through a proxy. Open it directly, without a proxy for its address.")
            : next(context);

    private static bool CameThroughProxy(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        IHeaderDictionary headers = context.Request.Headers;
        return headers.ContainsKey(HeaderNames.Via)
            || headers.ContainsKey("Proxy-Connection")
            || !(target.StartsWith('/') || target.Length == 0);
    }
}
