using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;
using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Portal.SignIn;

/// <summary>
/// Ends an open page's session within a minute of its sign-out, or of its account's removal or change of password: a page makes no
/// requests that could tell.
/// </summary>
internal sealed class SessionRevalidation(ILoggerFactory loggers, EndedSessions ended, AdminAccounts accounts)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        SessionCookie.IsCurrentAsync(authenticationState.User, ended, accounts, cancellationToken);
}
