using Microsoft.AspNetCore.Components;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Portal.Shell;

namespace OrleansProxy.Portal.Users;

/// <summary>Every user by name.</summary>
public sealed partial class UserList
{
    /// <summary>The users to show.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ProxyUser> Users { get; set; } = [];

    [Inject] private UserEditing Editing { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;
}
