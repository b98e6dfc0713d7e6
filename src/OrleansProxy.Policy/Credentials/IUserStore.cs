namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// Keeps the users. Another program may change them meanwhile. Thread-safe; every member throws
/// <see cref="UserStoreException"/> when the store fails.
/// </summary>
public interface IUserStore
{
    /// <summary>The number of changes so far.</summary>
    Task<long> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>All users.</summary>
    Task<StoredUsers> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Adds a user; false when there is one of that name, or there are <see cref="StoredUsers.MaxUsers"/>.</summary>
    Task<bool> AddAsync(string name, string passwordHash, DateTimeOffset createdAt, CancellationToken cancellationToken);

    /// <summary>Changes a password; false when there is no such user.</summary>
    Task<bool> SetPasswordAsync(string name, string passwordHash, CancellationToken cancellationToken);

    /// <summary>Turns a user away, or lets them in again; false when there is no such user.</summary>
    Task<bool> SetDisabledAsync(string name, bool disabled, CancellationToken cancellationToken);

    /// <summary>Removes a user; false when there is none of that name.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);
}
