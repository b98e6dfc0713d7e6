using OrleansProxy.Administration.Accounts;

namespace OrleansProxy.Administration.Tests.Accounts;

/// <summary>Accounts that last as long as a test. Thread-safe.</summary>
internal sealed class InMemoryAccountStore : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly List<Account> _accounts = [];

    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(Read(accounts => accounts.Count));

    public Task<Account?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(
        Read(accounts => accounts.Find(account => account.Name.Equals(name, StringComparison.OrdinalIgnoreCase))));

    public Task<Account?> FindAsync(long id, CancellationToken cancellationToken) =>
        Task.FromResult(Read(accounts => accounts.Find(account => account.Id == id)));

    public Task<Account?> AddFirstAsync(
        string name, string passwordHash, string securityStamp, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        Task.FromResult(Read(accounts =>
        {
            if (accounts.Count > 0)
            {
                return null;
            }

            accounts.Add(new Account(1, name, passwordHash, securityStamp, createdAt));
            return accounts[0];
        }));

    /// <summary>What a change of the password does to sessions.</summary>
    public void ChangeStamp(string stamp) => Read(accounts => accounts[0] = accounts[0] with { SecurityStamp = stamp });

    private T Read<T>(Func<List<Account>, T> read)
    {
        lock (_lock)
        {
            return read(_accounts);
        }
    }
}
