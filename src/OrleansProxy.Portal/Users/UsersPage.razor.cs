using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Portal.Users;

/// <summary>The users of the proxy, as stored when the page is opened and after each change made on it.</summary>
public sealed partial class UsersPage : IDisposable
{
    private IReadOnlyList<ProxyUser>? _users;

    [Inject] private UserEditing Editing { get; set; } = default!;

    [Inject] private WantedCredentials Wanted { get; set; } = default!;

    private string Note => Wanted.AreWanted switch
    {
        true => "Requests through the proxy need one of these names with its password",
        false => "Nobody is asked for a password yet: Proxy:RequireCredentials is off",
        null => "There is no proxy here that would ask for them",
    };

    /// <inheritdoc />
    public void Dispose() => Editing.Changed -= ShowAsync;

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        Editing.Changed += ShowAsync;
        return ShowAsync();
    }

    private Task ShowAsync() => InvokeAsync(async () =>
    {
        _users = await Editing.LoadAsync();
        StateHasChanged();
    });
}
