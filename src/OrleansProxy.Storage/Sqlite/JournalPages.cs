using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// How long the journal is after a commit, which SQLite tells to a function alone: its file is used again from the start, and says
/// nothing of that. Thread-safe.
/// </summary>
internal static unsafe partial class JournalPages
{
    /// <summary>A commit calls on the thread that commits.</summary>
    [ThreadStatic]
    private static int _lastCommit;

    /// <summary>
    /// Pages in the journal after the last commit that this thread made since it began to watch a connection; 0 where that wrote nothing.
    /// </summary>
    public static int AfterLastCommit => _lastCommit;

    /// <summary>
    /// Watches a connection's commits, in place of what moves the journal into the database within the commit that makes it long.
    /// </summary>
    public static void Watch(SqliteConnection connection)
    {
        _lastCommit = 0;
        _ = SetHook(connection.Handle!, &Committed, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint context, nint database, nint name, int pages)
    {
        _lastCommit = pages;
        return raw.SQLITE_OK;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook")]
    private static partial nint SetHook(sqlite3 database, delegate* unmanaged[Cdecl]<nint, nint, nint, int, int> hook, nint context);
}
