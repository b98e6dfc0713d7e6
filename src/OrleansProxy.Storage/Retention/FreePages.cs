using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Retention;

/// <summary>Pages of the file that nothing is in any more: some stay for what comes, the rest goes back to the file system.</summary>
internal static class FreePages
{
    /// <summary>Free pages that stay: one in so many, and at least that number of them.</summary>
    private const long KeptShare = 20, KeptAtLeast = 256;

    /// <summary>How much may be in use of a database that takes no more than this on the disk: free pages take the rest.</summary>
    public static long UsedOf(long bytes) => bytes - Math.Max(bytes / KeptShare, KeptAtLeast * SqliteConnections.PageBytes);

    /// <summary>Gives back what is more than stays.</summary>
    public static Task GiveBackAsync(WriteSteps steps, CancellationToken cancellationToken) =>
        steps.RunAsync((connection, _, pages) => GiveBack(connection, pages), cancellationToken);

    private static bool GiveBack(SqliteConnection connection, int pages)
    {
        long free = connection.ExecuteScalar<long>("PRAGMA freelist_count");
        long kept = Math.Max(KeptAtLeast, connection.ExecuteScalar<long>("PRAGMA page_count") / KeptShare);
        if (free <= kept)
        {
            return false;
        }

        // It ends a page at a time, as a row of an answer: the driver would stop after the first.
        int code = raw.sqlite3_exec(connection.Handle!, $"PRAGMA incremental_vacuum({Math.Min(pages, free - kept)})");
        SqliteException.ThrowExceptionForRC(code, connection.Handle!);
        return free - pages > kept;
    }
}
