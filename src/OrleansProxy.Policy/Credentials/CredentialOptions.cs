namespace OrleansProxy.Policy.Credentials;

/// <summary>Whether clients must say who they are; bound from Proxy:RequireCredentials.</summary>
public sealed class CredentialOptions
{
    /// <summary>Whether a request through the proxy needs the name and password of a user. Default false.</summary>
    public bool Required { get; set; }
}
