using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Administration.Setup;

namespace OrleansProxy.Portal.SignIn;

/// <summary>The first-run page behind the one-time link.</summary>
public sealed partial class Setup
{
    private string? _error;
    private bool _valid;

    [Inject] private SetupLink Link { get; set; } = default!;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "setup")] private SetupForm? Form { get; set; }

    [SupplyParameterFromQuery(Name = "token")] private string? Token { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _valid = await Link.IsValidAsync(Token, Context.RequestAborted);
        if (!_valid)
        {
            Context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private async Task SubmitAsync()
    {
        string password = Form?.Password ?? "";
        if (password != Form?.Repeat)
        {
            Refuse("The two passwords are not the same.");
            return;
        }

        AccountCreation creation = await Link.RedeemAsync(Token, Form.Name?.Trim() ?? "", password, Context.RequestAborted);
        if (creation.Account is null)
        {
            Refuse(creation.Refusal ?? "");
            return;
        }

        await SessionCookie.SignInAsync(Context, creation.Account);
        Context.Response.Redirect("/");
    }

    private void Refuse(string error)
    {
        Context.Response.StatusCode = StatusCodes.Status400BadRequest;
        _error = error;
    }
}
