using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansProxy.Portal.Security;

namespace OrleansProxy.Portal.SignIn;

/// <summary>Ends the session, by POST with an antiforgery token only.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/logout", SignOutAsync);

    private static async Task SignOutAsync(HttpContext context, IAntiforgery antiforgery, EndedSessions ended)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "This form is too old. Reload the page and try again.");
            return;
        }

        await SessionCookie.SignOutAsync(context, ended);
        context.Response.Redirect("/login");
    }
}
