using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>Turns SQLite's result codes into sentences for the operator.</summary>
internal static class SqliteFaults
{
    /// <summary>Whether the statement may succeed later on the same connection.</summary>
    public static bool IsTransient(SqliteException fault) => fault.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Whether what was to be written is at fault, so that trying again cannot help.</summary>
    public static bool IsOfTheData(int code) => code is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;

    /// <summary>Whether the statement was given up by its caller.</summary>
    public static bool IsInterrupt(SqliteException fault) => fault.SqliteErrorCode is raw.SQLITE_INTERRUPT;

    /// <summary>The exception that callers see.</summary>
    public static StorageException Translate(SqliteException fault, string path) => new(Sentence(fault, path), fault);

    private static string Sentence(SqliteException fault, string path) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The database {path} is locked by another process.",
        raw.SQLITE_FULL => $"The disk that holds the database {path} is full.",
        raw.SQLITE_NOTADB => $"The file {path} is not a database. Move it away, or name another file in History:Path.",
        raw.SQLITE_CORRUPT => $"The database {path} is damaged.",
        raw.SQLITE_CANTOPEN => $"The database {path} cannot be opened: it does not exist, or may not be read here.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => $"The database {path} may not be written.",
        raw.SQLITE_IOERR => $"The disk that holds the database {path} fails.",
        _ => $"The database {path} failed: {fault.Message}",
    };
}
