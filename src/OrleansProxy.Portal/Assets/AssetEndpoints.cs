using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OrleansProxy.Portal.Assets;

/// <summary>Serves <see cref="PortalAssets"/> to anyone: they are the same for all and hold nothing secret.</summary>
internal static class AssetEndpoints
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void MapPortalAssets(this IEndpointRouteBuilder endpoints, PortalAssets assets)
    {
        foreach ((string path, PortalAsset asset) in assets.ByPath)
        {
            endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, asset)).AllowAnonymous();
        }
    }

    private static async Task SendAsync(HttpContext context, PortalAsset asset)
    {
        string tag = $"\"{asset.Version}\"";
        IHeaderDictionary headers = context.Response.Headers;
        headers.ETag = tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = context.Request.Query["v"] == asset.Version ? ForEver : "no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        byte[] body = Choose(context, asset);
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static byte[] Choose(HttpContext context, PortalAsset asset)
    {
        StringValues accepted = context.Request.Headers.AcceptEncoding;
        bool gzip = StringWithQualityHeaderValue.TryParseList(accepted, out IList<StringWithQualityHeaderValue>? encodings)
            && encodings.Any(encoding => encoding.Value == "gzip" && encoding.Quality is null or > 0);
        if (!gzip)
        {
            return asset.Bytes;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return asset.Compressed;
    }
}
