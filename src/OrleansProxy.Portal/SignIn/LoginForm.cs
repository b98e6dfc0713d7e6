namespace OrleansProxy.Portal.SignIn;

/// <summary>What the sign-in form posts.</summary>
public sealed class LoginForm
{
    /// <summary>The account's name.</summary>
    public string? Name { get; set; }

    /// <summary>The password, never sent back to the page.</summary>
    public string? Password { get; set; }
}
