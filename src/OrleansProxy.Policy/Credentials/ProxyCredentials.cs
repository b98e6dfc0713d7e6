using System.Net;
using System.Security.Cryptography;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// Checks Basic credentials against the users in force. What was found is remembered for five minutes, right or wrong, so that a
/// request of a known user costs an HMAC and a program that repeats a wrong password uses up nobody's attempts. Thread-safe.
/// Dispose it once nobody asks any more.
/// </summary>
public sealed class ProxyCredentials : IProxyCredentials, IDisposable
{
    /// <summary>Credentials remembered at once, as many right as wrong ones.</summary>
    internal const int MaxRemembered = 10_000;

    /// <summary>The longest password in characters; a longer one is nobody's, and not hashed.</summary>
    private const int MaxPasswordLength = 256;

    private readonly CredentialKeys _keys = new();
    private readonly UserBook _users;
    private readonly CredentialMemory _right;
    private readonly CredentialMemory _wrong;
    private readonly PasswordChecks _checks;
    private volatile bool _required;

    /// <summary>Starts with these settings, and nothing remembered.</summary>
    public ProxyCredentials(CredentialOptions options, UserBook users, IPasswordVerifier verifier, TimeProvider time)
    {
        _users = users;
        _right = new CredentialMemory(MaxRemembered, Lifetime, time);
        _wrong = new CredentialMemory(MaxRemembered, Lifetime, time);
        _checks = new PasswordChecks(users, verifier, new FailureThrottle(time), Remember);
        _required = options.Required;
    }

    /// <inheritdoc />
    public bool Required => _required;

    /// <summary>How long a check is remembered.</summary>
    internal static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Puts new settings in force.</summary>
    public void Apply(CredentialOptions options) => _required = options.Required;

    /// <inheritdoc />
    public ValueTask<CredentialVerdict> CheckAsync(IPAddress client, ReadOnlySpan<byte> field)
    {
        Span<byte> room = stackalloc byte[BasicScheme.MaxOctets];
        try
        {
            return BasicScheme.TryDecode(field, room, out int length)
                ? CheckDecodedAsync(client, room[..length])
                : new(CredentialVerdict.Wrong);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _checks.Dispose();

    private ValueTask<CredentialVerdict> CheckDecodedAsync(IPAddress client, ReadOnlySpan<byte> credentials)
    {
        CredentialKey key = _keys.Of(credentials);
        UserSnapshot users = _users.Current;
        if (_right.Find(key, users) is { } right)
        {
            return new(CredentialVerdict.Accept(right.Name));
        }

        // What can be no user's is not hashed: that tells nobody which users there are.
        if (_wrong.Find(key, users) is not null
            || !BasicScheme.TrySplit(credentials, out string name, out string password)
            || ProxyUserName.Refuse(name) is not null
            || password.Length > MaxPasswordLength)
        {
            return new(CredentialVerdict.Wrong);
        }

        return new(_checks.CheckAsync(ClientKey.Of(client), key, name, password));
    }

    private void Remember(CredentialKey key, RememberedCredential credential) =>
        (credential.IsRight ? _right : _wrong).Add(key, credential);
}
