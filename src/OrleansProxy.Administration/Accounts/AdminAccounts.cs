using System.Security.Cryptography;

namespace OrleansProxy.Administration.Accounts;

/// <summary>Makes the first account, checks who signs in, and whether a session still holds. Thread-safe.</summary>
public sealed class AdminAccounts
{
    private readonly IAccountStore _store;
    private readonly PasswordHasher _hasher;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<string>> _nobodysHash;

    /// <summary>Creates the class over a store.</summary>
    public AdminAccounts(IAccountStore store, PasswordHasher hasher, TimeProvider time)
    {
        _store = store;
        _hasher = hasher;
        _time = time;
        _nobodysHash = new(() => hasher.HashAsync(NewStamp(), CancellationToken.None));
    }

    /// <summary>Whether there is an account at all; until there is, only the set-up link leads anywhere.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        await _store.CountAsync(cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Makes the very first account; refused when there is one already, or name or password cannot be taken.</summary>
    public async Task<AccountCreation> CreateFirstAsync(string name, string password, CancellationToken cancellationToken)
    {
        if ((AccountRules.RefuseName(name) ?? AccountRules.RefusePassword(password)) is { } refusal)
        {
            return new(null, refusal);
        }

        string hash = await _hasher.HashAsync(password, cancellationToken).ConfigureAwait(false);
        Account? account = await _store
            .AddFirstAsync(name, hash, NewStamp(), _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return account is null ? new(null, "There is an account already. Please sign in.") : new(account, null);
    }

    /// <summary>
    /// The account of this name and password, or null. An unknown name costs as much time as a wrong password, so that the time
    /// does not tell which names exist.
    /// </summary>
    public async Task<Account?> SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (name.Length > AccountRules.MaxNameLength || password.Length > AccountRules.MaxPasswordLength)
        {
            return null;
        }

        Account? account = await _store.FindAsync(name, cancellationToken).ConfigureAwait(false);
        string hash = account?.PasswordHash ?? await _nobodysHash.Value.ConfigureAwait(false);
        bool matches = await PasswordHasher.VerifyAsync(password, hash, cancellationToken).ConfigureAwait(false);
        return matches ? account : null;
    }

    /// <summary>Whether a session made for this account under this stamp still holds.</summary>
    public async Task<bool> IsCurrentAsync(long id, string securityStamp, CancellationToken cancellationToken)
    {
        Account? account = await _store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return account is not null && string.Equals(account.SecurityStamp, securityStamp, StringComparison.Ordinal);
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
}
