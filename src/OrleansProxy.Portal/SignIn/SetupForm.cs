namespace OrleansProxy.Portal.SignIn;

/// <summary>What the first-run form posts.</summary>
public sealed class SetupForm
{
    /// <summary>The name of the account to make.</summary>
    public string? Name { get; set; }

    /// <summary>Its password, never sent back to the page.</summary>
    public string? Password { get; set; }

    /// <summary>The password once more.</summary>
    public string? Repeat { get; set; }
}
