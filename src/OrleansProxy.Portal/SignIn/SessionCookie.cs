using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Portal.SignIn;

/// <summary>
/// The session of a signed-in account: a cookie of twelve hours that slides for as long as it is used, without an end of its own;
/// it ends by sign-out, by twelve hours without a request, and when the password changes.
/// </summary>
internal static class SessionCookie
{
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";

    /// <summary>How long a cookie holds that is not renewed by use.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "orleansproxy-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Life;
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.AccessDeniedPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask; // The sign-in page redirects, to a checked address.
    }

    public static Task SignInAsync(HttpContext context, Account account)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, account.Name),
            new(StampClaim, account.SecurityStamp),
            new(SessionClaim, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))),
        ];
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme);
        return context.SignInAsync(new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session everywhere: in this browser, in a copy of its cookie and, within a minute, on its open pages.</summary>
    public static Task SignOutAsync(HttpContext context, EndedSessions ended)
    {
        if (context.User.FindFirstValue(SessionClaim) is { } session)
        {
            ended.Add(session);
        }

        return context.SignOutAsync();
    }

    /// <summary>Whether the session was not ended and the account still stands with the stamp that it was made under.</summary>
    public static async Task<bool> IsCurrentAsync(
        ClaimsPrincipal user, EndedSessions ended, AdminAccounts accounts, CancellationToken cancellationToken)
    {
        string? session = user.FindFirstValue(SessionClaim);
        string? id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        string? stamp = user.FindFirstValue(StampClaim);
        return stamp is not null
            && session is not null
            && !ended.Contains(session)
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
            && await accounts.IsCurrentAsync(key, stamp, cancellationToken);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        IServiceProvider services = context.HttpContext.RequestServices;
        EndedSessions ended = services.GetRequiredService<EndedSessions>();
        AdminAccounts accounts = services.GetRequiredService<AdminAccounts>();
        if (context.Principal is null
            || !await IsCurrentAsync(context.Principal, ended, accounts, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }
}
