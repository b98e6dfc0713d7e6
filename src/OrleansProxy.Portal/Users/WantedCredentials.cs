using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Portal.Users;

/// <summary>Whether this node's proxy asks for credentials, if there is one (not in the demo). Thread-safe.</summary>
/// <param name="Credentials">What the proxy asks, or null.</param>
internal sealed record WantedCredentials(IProxyCredentials? Credentials)
{
    /// <summary>Whether it asks for them now; null without a proxy.</summary>
    public bool? AreWanted => Credentials?.Required;
}
