using System.Net;

namespace OrleansProxy.Policy.Credentials;

/// <summary>Who asks, by name and password (RFC 7617 Basic). Thread-safe.</summary>
public interface IProxyCredentials
{
    /// <summary>Whether a request through the proxy needs credentials.</summary>
    bool Required { get; }

    /// <summary>
    /// Checks the value of Proxy-Authorization. Completes at once for what was checked lately; otherwise a password is hashed, never
    /// on the caller's thread.
    /// </summary>
    /// <param name="client">The peer's address, whose failures are throttled.</param>
    /// <param name="field">The field's value as sent; not kept.</param>
    ValueTask<CredentialVerdict> CheckAsync(IPAddress client, ReadOnlySpan<byte> field);
}
