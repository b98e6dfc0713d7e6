using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>Opens connections with the settings that this program runs on, and makes the file that they open. Thread-safe.</summary>
internal static class SqliteConnections
{
    /// <summary>How long a statement waits for a lock that another process holds.</summary>
    public const int LockWaitSeconds = 2;

    /// <summary>From what length on the journal is moved into the database, and how long its file stays when it is empty.</summary>
    public const int JournalBytes = 64 * 1024 * 1024;

    /// <summary>A page of the database and of its journal.</summary>
    public const int PageBytes = 4096;

    private const int ReaderCacheKilobytes = 16 * 1024;

    /// <summary>
    /// Tells SQLite, once and before it does anything, that no connection is used by two threads at a time and that nobody asks how
    /// much memory it has: each would cost a lock for almost every call that it serves.
    /// </summary>
    static SqliteConnections()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD); // refused, and no harm, where something has used SQLite before
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Opens a connection; with <see cref="SqliteOpenMode.ReadOnly"/> on a file that it leaves as it is.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false, // a pool would hold the file open after the last dispose
            DefaultTimeout = LockWaitSeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute(
                $"PRAGMA busy_timeout = {LockWaitSeconds * 1000}; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; "
                + $"PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = {JournalBytes}; "
                + $"PRAGMA wal_autocheckpoint = {JournalBytes / PageBytes}; "
                + $"PRAGMA cache_size = -{(mode is SqliteOpenMode.ReadOnly ? ReaderCacheKilobytes : WriterCache.QuietKilobytes)}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes the folder and an empty file where there is none, for the owner's eyes only.</summary>
    public static void CreateFile(string path)
    {
        OwnerOnly.CreateFolder(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            // What lies beside a database that is gone is no part of the new one.
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }

        // SQLite gives its -wal and -shm files the mode of the database.
        OwnerOnly.OpenFile(path, FileShare.ReadWrite).Dispose();
    }
}
