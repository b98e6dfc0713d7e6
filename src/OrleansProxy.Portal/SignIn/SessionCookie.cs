using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Portal.SignIn;

/// <summary>The session of a signed-in account: a cookie of twelve hours that slides, and ends when the password changes.</summary>
internal static class SessionCookie
{
    private const string StampClaim = "stamp";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "orleansproxy-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.AccessDeniedPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static Task SignInAsync(HttpContext context, Account account)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, account.Name),
            new(StampClaim, account.SecurityStamp),
        ];
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        return context.SignInAsync(new ClaimsPrincipal(identity));
    }

    /// <summary>Whether the account still stands with the stamp that the session was made under.</summary>
    public static async Task<bool> IsCurrentAsync(
        ClaimsPrincipal user, AdminAccounts accounts, CancellationToken cancellationToken)
    {
        string? id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        string? stamp = user.FindFirstValue(StampClaim);
        return stamp is not null
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
            && await accounts.IsCurrentAsync(key, stamp, cancellationToken);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        AdminAccounts accounts = context.HttpContext.RequestServices.GetRequiredService<AdminAccounts>();
        if (context.Principal is null
            || !await IsCurrentAsync(context.Principal, accounts, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }
}
