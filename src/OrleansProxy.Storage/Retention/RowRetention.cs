using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Retention;

/// <summary>Removes rows, the oldest first.</summary>
internal sealed class RowRetention(SqliteDatabase database, WriteSteps steps)
{
    /// <summary>A row with its lines in the indexes takes less as a rule: so hardly a step removes more than has to go.</summary>
    private const int RowBytes = 256;

    /// <summary>Rows that go at least where any has to.</summary>
    private const int LeastRows = 20;

    /// <summary>Removes the rows of what began before an instant.</summary>
    /// <param name="instant">In microseconds since 1970.</param>
    /// <param name="cancellationToken">Ends it after a step.</param>
    /// <returns>How many there were.</returns>
    public Task<long> RemoveBeforeAsync(long instant, CancellationToken cancellationToken) =>
        RemoveAsync(instant, most: _ => int.MaxValue, cancellationToken);

    /// <summary>Removes the oldest rows until what is in use of the database is no more than this.</summary>
    /// <param name="bytes">How much that may be.</param>
    /// <param name="before">
    /// Rows of what began at this instant or later stay, in microseconds since 1970: those that come meanwhile would keep it busy for ever
    /// where the sums alone are too much.
    /// </param>
    /// <param name="cancellationToken">Ends it after a step.</param>
    /// <returns>How many went.</returns>
    public Task<long> RemovePastAsync(long bytes, long before, CancellationToken cancellationToken) =>
        RemoveAsync(before, connection => RowsPast(connection, bytes), cancellationToken);

    /// <summary>What is in use of the database: its pages without those that are free, and without the journal, which is emptied again.</summary>
    public Task<long> UsedBytesAsync(CancellationToken cancellationToken) => database.ReadAsync(UsedBytes, cancellationToken);

    /// <summary>The key of the oldest row; null where there is none.</summary>
    public Task<long?> OldestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalar<long?>("SELECT min(id) FROM traffic"), cancellationToken);

    /// <summary>Removes rows of before an instant in steps.</summary>
    /// <param name="before">In microseconds since 1970.</param>
    /// <param name="most">How many a step may remove; 0 where enough are gone.</param>
    /// <param name="cancellationToken">Ends it after a step.</param>
    private async Task<long> RemoveAsync(long before, Func<SqliteConnection, int> most, CancellationToken cancellationToken)
    {
        // Most often there is nothing to do, and that is seen without the write lock.
        if (!await database.ReadAsync(connection => most(connection) > 0 && Last(connection, before, 1) is not null, cancellationToken))
        {
            return 0;
        }

        long removed = 0;
        await steps.RunAsync(
            (connection, transaction, rows) =>
            {
                int share = Math.Min(rows, most(connection));
                if (share == 0)
                {
                    return false;
                }

                long? last = Last(connection, before, share);
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

    private static int RowsPast(SqliteConnection connection, long bytes)
    {
        long tooMuch = UsedBytes(connection) - bytes;
        return tooMuch <= 0 ? 0 : (int)Math.Clamp(tooMuch / RowBytes, LeastRows, int.MaxValue);
    }

    private static long UsedBytes(SqliteConnection connection)
    {
        long pages = connection.ExecuteScalar<long>("PRAGMA page_count") - connection.ExecuteScalar<long>("PRAGMA freelist_count");
        return pages * connection.ExecuteScalar<long>("PRAGMA page_size");
    }
}
