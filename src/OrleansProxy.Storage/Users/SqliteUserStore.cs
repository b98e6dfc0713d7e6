using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Users;

/// <summary>The users of the proxy in SQLite. Thread-safe; several programs may share the file.</summary>
internal sealed class SqliteUserStore(SqliteDatabase database) : IUserStore
{
    /// <inheritdoc />
    public Task<long> GetVersionAsync(CancellationToken cancellationToken) =>
        TranslateAsync(database.ReadAsync(connection => Version(connection, null), cancellationToken));

    /// <inheritdoc />
    public Task<StoredUsers> LoadAsync(CancellationToken cancellationToken) => TranslateAsync(database.ReadAsync(
        connection =>
        {
            // One transaction, so that version and users belong together.
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            long version = Version(connection, transaction);
            IEnumerable<UserColumns> rows = connection.Query<UserColumns>(
                "SELECT name, hash, created_us AS CreatedAt, disabled FROM proxy_users ORDER BY name", transaction: transaction);
            return new StoredUsers(version, [.. rows.Select(row => row.ToUser())]);
        },
        cancellationToken));

    /// <inheritdoc />
    public Task<bool> AddAsync(string name, string passwordHash, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        ChangeAsync(
            """
            INSERT INTO proxy_users (name, hash, created_us, disabled)
            SELECT @name, @passwordHash, @created, 0 WHERE (SELECT count(*) FROM proxy_users) < @max
            ON CONFLICT (name) DO NOTHING
            """,
            new { name, passwordHash, created = UnixTime.Microseconds(createdAt), max = StoredUsers.MaxUsers },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetPasswordAsync(string name, string passwordHash, CancellationToken cancellationToken) =>
        ChangeAsync("UPDATE proxy_users SET hash = @passwordHash WHERE name = @name", new { name, passwordHash }, cancellationToken);

    /// <inheritdoc />
    public Task<bool> SetDisabledAsync(string name, bool disabled, CancellationToken cancellationToken) =>
        ChangeAsync("UPDATE proxy_users SET disabled = @disabled WHERE name = @name", new { name, disabled }, cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync("DELETE FROM proxy_users WHERE name = @name", new { name }, cancellationToken);

    private static long Version(SqliteConnection connection, SqliteTransaction? transaction) =>
        connection.ExecuteScalar<long>("SELECT version FROM proxy_users_version", transaction: transaction);

    private Task<bool> ChangeAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        TranslateAsync(database.WriteAsync(
            (connection, transaction) =>
            {
                bool isChanged = connection.Execute(sql, parameters, transaction) > 0;
                if (isChanged)
                {
                    connection.Execute("UPDATE proxy_users_version SET version = version + 1", transaction: transaction);
                }

                return isChanged;
            },
            cancellationToken));

    private static async Task<T> TranslateAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (StorageException fault)
        {
            throw new UserStoreException(fault.Message, fault);
        }
    }

    private sealed record UserColumns(string Name, string Hash, long CreatedAt, long Disabled)
    {
        public ProxyUser ToUser() => new(Name, Hash, UnixTime.Instant(CreatedAt), Disabled == 1);
    }
}
