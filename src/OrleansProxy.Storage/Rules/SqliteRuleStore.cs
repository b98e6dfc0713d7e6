using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Rules;

/// <summary>The portal's rules in SQLite. Thread-safe.</summary>
internal sealed class SqliteRuleStore(SqliteDatabase database) : IRuleStore
{
    /// <inheritdoc />
    public Task<StoredRules> LoadAsync(CancellationToken cancellationToken) => TranslateAsync(database.ReadAsync(
        connection =>
        {
            // One transaction, so that version and rules belong together.
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
            return Load(connection, transaction);
        },
        cancellationToken));

    /// <inheritdoc />
    public async Task<StoredRules> AddAsync(RuleDraft draft, DateTimeOffset createdAt, CancellationToken cancellationToken) =>
        (await ChangeAsync(
            "INSERT INTO rule (pattern, comment, enabled, created_us) VALUES (@Pattern, @Comment, @Enabled, @CreatedAt)",
            new { draft.Pattern, draft.Comment, draft.Enabled, CreatedAt = UnixTime.Microseconds(createdAt) },
            cancellationToken))!;

    /// <inheritdoc />
    public Task<StoredRules?> RemoveAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync("DELETE FROM rule WHERE id = @id", new { id }, cancellationToken);

    /// <inheritdoc />
    public Task<StoredRules?> SetEnabledAsync(long id, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync("UPDATE rule SET enabled = @enabled WHERE id = @id", new { id, enabled }, cancellationToken);

    private Task<StoredRules?> ChangeAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        TranslateAsync(database.WriteAsync(
            (connection, transaction) =>
            {
                if (connection.Execute(sql, parameters, transaction) == 0)
                {
                    return null;
                }

                connection.Execute("UPDATE rules_version SET version = version + 1", transaction: transaction);
                return Load(connection, transaction);
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
            throw new RuleStoreException(fault.Message, fault);
        }
    }

    private static StoredRules Load(SqliteConnection connection, SqliteTransaction transaction)
    {
        long version = connection.ExecuteScalar<long>("SELECT version FROM rules_version", transaction: transaction);
        IEnumerable<RuleColumns> rows = connection.Query<RuleColumns>(
            "SELECT id, pattern, comment, enabled, created_us AS CreatedAt FROM rule ORDER BY id", transaction: transaction);
        return new StoredRules(version, [.. rows.Select(row => row.ToRule())]);
    }

    private sealed record RuleColumns(long Id, string Pattern, string Comment, long Enabled, long CreatedAt)
    {
        public Rule ToRule() =>
            new(Id, Pattern, Comment, Enabled == 1, RuleOrigin.Portal, UnixTime.Instant(CreatedAt));
    }
}
