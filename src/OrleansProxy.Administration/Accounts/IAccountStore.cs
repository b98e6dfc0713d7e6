namespace OrleansProxy.Administration.Accounts;

/// <summary>The durable home of accounts. Thread-safe.</summary>
public interface IAccountStore
{
    /// <summary>How many accounts there are.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>The account of this name, without regard to case, or null.</summary>
    Task<Account?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The account with this key, or null.</summary>
    Task<Account?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Adds the very first account, in one transaction with the check that there is none; null when there is one already.</summary>
    Task<Account?> AddFirstAsync(
        string name, string passwordHash, string securityStamp, DateTimeOffset createdAt, CancellationToken cancellationToken);
}
