using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace OrleansProxy.Hosting.Health;

/// <summary>
/// <c>/healthz</c>: 200 with "ok" or "degraded" while requests are served, otherwise 503 with "down"; the parts by name. Open to
/// everybody who reaches the port, so it says nothing else.
/// </summary>
internal static class HealthEndpoint
{
    /// <summary>Its path.</summary>
    public const string Path = "/healthz";

    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<HealthPart> parts) =>
        routes.MapGet(Path, (HttpContext context) => Answer(context, parts)).AllowAnonymous();

    private static JsonHttpResult<HealthReport> Answer(HttpContext context, IReadOnlyList<HealthPart> parts)
    {
        HealthReport report = HealthReport.Of(parts);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            report,
            statusCode: report.Status == "down" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
