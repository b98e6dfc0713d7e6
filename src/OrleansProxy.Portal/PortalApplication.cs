using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Portal.Assets;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Security;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.SignIn;

namespace OrleansProxy.Portal;

/// <summary>Puts the portal into an application's pipeline.</summary>
public static class PortalApplication
{
    /// <summary>
    /// Adds, in this order: the refusal of proxied requests, the host allow-list, the security headers, sessions, antiforgery
    /// and the portal's endpoints. Call it before any endpoint of the host is mapped, so that they stand behind the same gates.
    /// </summary>
    public static WebApplication UsePortal(this WebApplication application)
    {
        application.UseMiddleware<ProxiedRequestRefusal>();
        application.UseMiddleware<HostAllowList>();
        application.UseMiddleware<SecurityHeaders>();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseAntiforgery();

        application.MapPortalAssets(application.Services.GetRequiredService<PortalAssets>());
        application.MapSignOut();
        application.MapLogExport();
        application.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return application;
    }
}
