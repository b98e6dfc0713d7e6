using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>What SQLite knows of the file that a connection has open, and the driver does not ask.</summary>
internal static partial class OpenFile
{
    private const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED

    /// <summary>
    /// Whether the path of the database leads elsewhere than when the connection was opened: the file was deleted or renamed, or its
    /// folder was. SQLite goes on writing it then, where nobody will find it. Costs one look at the file's inode.
    /// </summary>
    public static bool IsGone(SqliteConnection connection) =>
        FileControl(connection.Handle!, "main", HasMoved, out int moved) == raw.SQLITE_OK && moved != 0;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(sqlite3 database, string name, int operation, out int result);
}
