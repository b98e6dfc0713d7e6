using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansProxy.Caching.Local;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Portal.Assets;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Live;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.SignIn;
using OrleansProxy.Portal.Users;
using OrleansProxy.Traffic.History;
using Radzen;

namespace OrleansProxy.Portal;

/// <summary>Registers the portal.</summary>
public static class PortalServices
{
    /// <summary>
    /// Adds the portal's own services. The host registers beside them <see cref="PortalInfo"/>, AdminOptions, AdminAccounts,
    /// SetupLink, LoginThrottle, PasswordHasher, IRuleBook, IUserStore, UserBook, ILiveTraffic, ProxyCounters, TimeProvider and, where history is kept,
    /// <see cref="ITrafficHistory"/>; it keeps the data-protection keys, and calls <see cref="HistoryPulse.Raise"/> after each
    /// batch. Every endpoint of the host, not only the portal's, then needs a signed-in user unless it allows anyone.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSessions();
        services.AddRadzenComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<HistoryPulse>();
        services.AddSingleton<PortalAssets>();
        services.AddSingleton<ExportSlots>();
        services.AddSingleton(provider => new StoredHistory(provider.GetService<ITrafficHistory>()));
        services.AddSingleton(provider => new KeptResponses(provider.GetService<LocalResponseCache>()));
        services.AddSingleton(provider => new WantedCredentials(provider.GetService<IProxyCredentials>()));
        services.AddScoped<BrowserClock>();
        services.AddScoped<Toasts>();
        services.AddScoped<SidePanel>();
        services.AddScoped<RuleEditing>();
        services.AddScoped<UserEditing>();
        return services;
    }

    private static void AddSessions(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SessionCookie.Configure);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddSingleton<EndedSessions>();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "orleansproxy-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.SuppressXFrameOptionsHeader = true;
        });
    }
}
