using System.Security.Cryptography;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Hosting.Composition;

/// <summary>Checks users' passwords as the portal's accounts have theirs checked. Thread-safe.</summary>
internal sealed class Pbkdf2Verifier : IPasswordVerifier
{
    private readonly Lazy<Task<string>> _nobodysHash;

    public Pbkdf2Verifier(PasswordHasher hasher)
    {
        string nobodys = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _nobodysHash = new(() => hasher.HashAsync(nobodys, CancellationToken.None));
    }

    /// <inheritdoc />
    public async Task<bool> VerifyAsync(string password, string? hash)
    {
        // Asked for either way, so that the first unknown name does not take longer than a known one.
        string nobodys = await _nobodysHash.Value.ConfigureAwait(false);
        return await PasswordHasher.VerifyAsync(password, hash ?? nobodys, CancellationToken.None).ConfigureAwait(false) && hash is not null;
    }
}
