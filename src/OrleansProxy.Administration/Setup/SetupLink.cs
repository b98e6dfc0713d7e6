using System.Security.Cryptography;
using System.Text;
using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Administration.Setup;

/// <summary>
/// The one-time link with which the owner of the machine makes the first account. Its 256-bit token lives in memory and in a
/// file that only its owner can read; it is dead once there is an account. Thread-safe.
/// </summary>
public sealed class SetupLink(AdminOptions options, AdminAccounts accounts)
{
    private volatile byte[]? _tokenHash;

    /// <summary>
    /// Prepares the first run, once the portal's address is known: makes the account at once where
    /// <see cref="AdminOptions.InitialPassword"/> is set, otherwise the link.
    /// </summary>
    /// <param name="portal">The portal's address, such as http://127.0.0.1:8081/.</param>
    /// <param name="cancellationToken">Gives the preparation up.</param>
    /// <returns>The link to print; null when there is an account, old or just made.</returns>
    /// <exception cref="SetupException">The initial password cannot be taken, or the file cannot be written.</exception>
    public async Task<Uri?> PrepareAsync(Uri portal, CancellationToken cancellationToken)
    {
        if (await accounts.AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            Close();
            return null;
        }

        if (!string.IsNullOrEmpty(options.InitialPassword))
        {
            await CreateInitialAsync(options.InitialPassword, cancellationToken).ConfigureAwait(false);
            Close();
            return null;
        }

        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var link = new Uri(portal, $"/setup?token={token}");
        SetupLinkFile.Write(options.SetupLinkFile, link);
        _tokenHash = Hash(token);
        return link;
    }

    /// <summary>Whether this is the token of a link that still lives. Takes the same time whatever it is given.</summary>
    public async Task<bool> IsValidAsync(string? token, CancellationToken cancellationToken)
    {
        byte[]? expected = _tokenHash;
        bool matches = expected is not null && CryptographicOperations.FixedTimeEquals(expected, Hash(token ?? ""));
        return matches && !await accounts.AnyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the first account in exchange for the token, and ends the link.</summary>
    public async Task<AccountCreation> RedeemAsync(
        string? token, string name, string password, CancellationToken cancellationToken)
    {
        if (!await IsValidAsync(token, cancellationToken).ConfigureAwait(false))
        {
            return new(null, "This set-up link is no longer valid.");
        }

        AccountCreation creation = await accounts.CreateFirstAsync(name, password, cancellationToken).ConfigureAwait(false);
        if (creation.Account is not null)
        {
            Close();
        }

        return creation;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private async Task CreateInitialAsync(string password, CancellationToken cancellationToken)
    {
        AccountCreation creation = await accounts
            .CreateFirstAsync(AccountRules.FirstAccountName, password, cancellationToken).ConfigureAwait(false);
        if (creation.Refusal is { } refusal)
        {
            throw new SetupException($"Admin:InitialPassword cannot be used. {refusal}");
        }
    }

    private void Close()
    {
        _tokenHash = null;
        SetupLinkFile.Delete(options.SetupLinkFile);
    }
}
