using System.Runtime.InteropServices;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// The functions of SQLite's C interface that run many times for every row, called straight: the driver's own calls count the
/// references to a handle each time, which costs more than most of these functions do. Those that neither wait nor call back
/// leave the thread as it is for the collector. A statement is for one thread at a time.
/// </summary>
internal static partial class Sqlite3
{
    /// <summary>Has SQLite copy a text before the call returns.</summary>
    private const nint Transient = -1;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [SuppressGCTransition]
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindNumber(nint statement, int parameter, long number);

    [SuppressGCTransition]
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_null")]
    public static partial int BindNull(nint statement, int parameter);

    /// <summary>Binds UTF-8; an empty text is no NULL.</summary>
    public static unsafe int BindText(nint statement, int parameter, ReadOnlySpan<byte> text)
    {
        fixed (byte* first = text)
        {
            byte empty = 0;
            return BindText(statement, parameter, first is null ? &empty : first, text.Length, Transient);
        }
    }

    [SuppressGCTransition]
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_column_int64")]
    public static partial long ColumnNumber(nint statement, int column);

    [SuppressGCTransition]
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_column_type")]
    public static partial int ColumnType(nint statement, int column);

    [SuppressGCTransition]
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_changes")]
    public static partial int Changes(nint database);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_text")]
    private static unsafe partial int BindText(nint statement, int parameter, byte* text, int octets, nint lifetime);
}
