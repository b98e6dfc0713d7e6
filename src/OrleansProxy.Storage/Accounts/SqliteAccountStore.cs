using Dapper;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Accounts;

/// <summary>The portal's accounts in SQLite. Thread-safe. Throws <see cref="StorageException"/> when the database fails.</summary>
internal sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    private const string Columns =
        "id, name, password_hash AS PasswordHash, security_stamp AS SecurityStamp, created_us AS CreatedAt";

    /// <inheritdoc />
    public Task<int> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalar<int>("SELECT count(*) FROM account"), cancellationToken);

    /// <inheritdoc />
    public Task<Account?> FindAsync(string name, CancellationToken cancellationToken) =>
        FindAsync("name = @key", name, cancellationToken);

    /// <inheritdoc />
    public Task<Account?> FindAsync(long id, CancellationToken cancellationToken) =>
        FindAsync("id = @key", id, cancellationToken);

    /// <inheritdoc />
    public Task<Account?> AddFirstAsync(
        string name, string passwordHash, string securityStamp, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) => connection.QuerySingleOrDefault<AccountColumns>(
                $"""
                INSERT INTO account (name, password_hash, security_stamp, created_us)
                SELECT @name, @passwordHash, @securityStamp, @created WHERE NOT EXISTS (SELECT 1 FROM account)
                RETURNING {Columns}
                """,
                new { name, passwordHash, securityStamp, created = UnixTime.Microseconds(createdAt) },
                transaction)?.ToAccount(),
            cancellationToken);

    private Task<Account?> FindAsync(string condition, object key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<AccountColumns>(
            $"SELECT {Columns} FROM account WHERE {condition}", new { key })?.ToAccount(),
        cancellationToken);

    private sealed record AccountColumns(long Id, string Name, string PasswordHash, string SecurityStamp, long CreatedAt)
    {
        public Account ToAccount() => new(Id, Name, PasswordHash, SecurityStamp, UnixTime.Instant(CreatedAt));
    }
}
