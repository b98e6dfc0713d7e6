using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OrleansProxy.Administration;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Administration.SignIn;

namespace OrleansProxy.Portal.SignIn;

/// <summary>The page that asks for name and password.</summary>
public sealed partial class Login
{
    private string? _error;
    private bool _hasAccount;

    [Inject] private AdminAccounts Accounts { get; set; } = default!;

    [Inject] private LoginThrottle Throttle { get; set; } = default!;

    [Inject] private AdminOptions Options { get; set; } = default!;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "login")] private LoginForm? Form { get; set; }

    [SupplyParameterFromQuery(Name = "returnUrl")] private string? ReturnUrl { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _hasAccount = await Accounts.AnyAsync(Context.RequestAborted);
        if (Context.User.Identity?.IsAuthenticated == true && HttpMethods.IsGet(Context.Request.Method))
        {
            Context.Response.Redirect(LocalAddress.OrHome(ReturnUrl));
        }
    }

    private async Task SubmitAsync()
    {
        string name = Form?.Name ?? "";
        IPAddress address = Context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (Throttle.Begin(address, name) is { } wait)
        {
            Refuse(StatusCodes.Status429TooManyRequests, $"Too many attempts. Please wait {Minutes(wait)} and try again.");
            Context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return;
        }

        Account? account = await Accounts.SignInAsync(name, Form?.Password ?? "", Context.RequestAborted);
        if (account is null)
        {
            Refuse(StatusCodes.Status401Unauthorized, "That name and password do not belong together.");
            return;
        }

        Throttle.Succeeded(address, name);
        await SessionCookie.SignInAsync(Context, account);
        Context.Response.Redirect(LocalAddress.OrHome(ReturnUrl));
    }

    private static string Minutes(TimeSpan wait) =>
        wait.TotalMinutes <= 1 ? "a minute" : $"{Math.Ceiling(wait.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes";

    private void Refuse(int status, string error)
    {
        Context.Response.StatusCode = status;
        _error = error;
    }
}
