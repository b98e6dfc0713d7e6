namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// The users in force, held in memory so that no request waits for the store. Thread-safe; readers take no lock. Call
/// <see cref="RefreshAsync"/> now and then: others change the store, too.
/// </summary>
public sealed class UserBook
{
    private readonly Lock _replacing = new();
    private readonly IUserStore _store;
    private volatile UserSnapshot _current;

    /// <summary>Starts with users that have been read already.</summary>
    public UserBook(IUserStore store, StoredUsers stored)
    {
        _store = store;
        _current = new UserSnapshot(stored);
    }

    /// <summary>The users in force.</summary>
    public UserSnapshot Current => _current;

    /// <summary>Reads the users for the first time.</summary>
    /// <exception cref="UserStoreException">The store failed.</exception>
    public static async Task<UserBook> OpenAsync(IUserStore store, CancellationToken cancellationToken) =>
        new(store, await store.LoadAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Reads the users again if they were changed.</summary>
    /// <exception cref="UserStoreException">The store failed; those known stay in force.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (await _store.GetVersionAsync(cancellationToken).ConfigureAwait(false) != _current.Version)
        {
            Replace(new UserSnapshot(await _store.LoadAsync(cancellationToken).ConfigureAwait(false)));
        }
    }

    /// <summary>Of two readings at once the one that ends last may have begun first.</summary>
    private void Replace(UserSnapshot next)
    {
        lock (_replacing)
        {
            _current = next.Version > _current.Version ? next : _current;
        }
    }
}
