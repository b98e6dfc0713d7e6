using OrleansProxy.Policy.Credentials;

namespace OrleansProxy.Policy.Tests.Credentials;

/// <summary>Users that a test changes as it likes.</summary>
internal sealed class InMemoryUserStore : IUserStore
{
    private readonly SortedDictionary<string, ProxyUser> _users = new(StringComparer.Ordinal);
    private long _version;

    public int Loads { get; private set; }

    /// <summary>What every call fails with, if anything.</summary>
    public Exception? Fault { get; set; }

    public Task<long> GetVersionAsync(CancellationToken cancellationToken) => Answer(_version);

    public Task<StoredUsers> LoadAsync(CancellationToken cancellationToken)
    {
        Loads++;
        return Answer(new StoredUsers(_version, [.. _users.Values]));
    }

    public Task<bool> AddAsync(string name, string passwordHash, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        Changed(Fault is null && _users.TryAdd(name, new ProxyUser(name, passwordHash, createdAt, Disabled: false)));

    public Task<bool> SetPasswordAsync(string name, string passwordHash, CancellationToken cancellationToken) =>
        Change(name, user => user with { PasswordHash = passwordHash });

    public Task<bool> SetDisabledAsync(string name, bool disabled, CancellationToken cancellationToken) =>
        Change(name, user => user with { Disabled = disabled });

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => Changed(Fault is null && _users.Remove(name));

    private Task<bool> Change(string name, Func<ProxyUser, ProxyUser> change)
    {
        ProxyUser? user = null;
        bool known = Fault is null && _users.TryGetValue(name, out user);
        if (known)
        {
            _users[name] = change(user!);
        }

        return Changed(known);
    }

    private Task<bool> Changed(bool changed)
    {
        _version += changed ? 1 : 0;
        return Answer(changed);
    }

    private Task<T> Answer<T>(T value) => Fault is null ? Task.FromResult(value) : Task.FromException<T>(Fault);
}
