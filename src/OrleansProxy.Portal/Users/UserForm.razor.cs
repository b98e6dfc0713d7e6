using Microsoft.AspNetCore.Components;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Portal.Users;

/// <summary>Takes a new user and says at once when name or password cannot be taken.</summary>
public sealed partial class UserForm
{
    private string _name = "";
    private string _password = "";
    private string? _error;
    private bool _busy;

    [Inject] private UserEditing Editing { get; set; } = default!;

    private async Task SubmitAsync()
    {
        string name = _name.Trim();
        _error = ProxyUserName.Refuse(name) ?? AccountRules.RefusePassword(_password);
        if (_error is not null)
        {
            return;
        }

        _busy = true;
        try
        {
            _error = await Editing.AddAsync(name, _password);
            if (_error is null)
            {
                (_name, _password) = ("", "");
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
