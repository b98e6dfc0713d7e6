using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Retention;

/// <summary>Removes rows, the oldest first.</summary>
internal sealed class RowRetention(SqliteDatabase database, WriteSteps steps)
{
    /// <summary>Removes the rows of what began before an instant.</summary>
    /// <param name="instant">In microseconds since 1970.</param>
    /// <param name="cancellationToken">Ends it after a step.</param>
    /// <returns>How many there were.</returns>
    public Task<long> RemoveBeforeAsync(long instant, CancellationToken cancellationToken) =>
        RemoveAsync(instant, isEnough: _ => false, cancellationToken);

    /// <summary>Removes the oldest rows until what is in use of the database, its journal included, is no more than this.</summary>
    /// <returns>How many went.</returns>
    public Task<long> RemovePastAsync(long bytes, CancellationToken cancellationToken)
    {
        // As it is before anything is removed: removing goes through the journal too, which is bounded and emptied again.
        long journal = new FileInfo(database.Path + "-wal") is { Exists: true } file ? file.Length : 0;
        return RemoveAsync(long.MaxValue, connection => UsedBytes(connection) + journal <= bytes, cancellationToken);
    }

    /// <summary>The key of the oldest row; null where there is none.</summary>
    public Task<long?> OldestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long?>("SELECT min(id) FROM traffic"), cancellationToken);

    private async Task<long> RemoveAsync(long before, Func<SqliteConnection, bool> isEnough, CancellationToken cancellationToken)
    {
        // Most often there is nothing to do, and that is seen without the write lock.
        if (!await database.ReadAsync(connection => !isEnough(connection) && Last(connection, before, 1) is not null, cancellationToken))
        {
            return 0;
        }

        long removed = 0;
        await steps.RunAsync(
            (connection, transaction, rows) =>
            {
                if (isEnough(connection))
                {
                    return false;
                }

                long? last = Last(connection, before, rows);
                int gone = connection.Execute(
                    last is null ? "DELETE FROM traffic WHERE id < @before" : "DELETE FROM traffic WHERE id <= @last",
                    new { before, last },
                    transaction);
                removed += gone;
                return last is not null;
            },
            cancellationToken);
        return removed;
    }

    /// <summary>The key of that many-th of the oldest rows before an instant; null where there are not as many.</summary>
    private static long? Last(SqliteConnection connection, long before, int rows) => connection.ExecuteScalar<long?>(
        "SELECT id FROM traffic WHERE id < @before ORDER BY id LIMIT 1 OFFSET @skipped", new { before, skipped = rows - 1 });

    private static long UsedBytes(SqliteConnection connection)
    {
        long pages = connection.ExecuteScalar<long>("PRAGMA page_count") - connection.ExecuteScalar<long>("PRAGMA freelist_count");
        return pages * connection.ExecuteScalar<long>("PRAGMA page_size");
    }
}
