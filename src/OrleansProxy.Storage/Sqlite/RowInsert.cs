using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// The prepared statements that add rows to a table: several rows in one run, which opens the table and its indexes once, and one. For one thread
/// at a time; dispose it before its connection.
/// </summary>
internal sealed class RowInsert : IDisposable
{
    /// <summary>Rows that one run of <see cref="Several"/> adds.</summary>
    public const int RowsAtOnce = 16;

    private readonly int _columns;

    /// <summary>Prepares the statements; table and columns are ours, never a user's text.</summary>
    /// <param name="connection">What they run on.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">What a row is bound to, in this order.</param>
    /// <param name="onConflict">What the statement for one row does where its key is taken; "" to fail, as the one for several does.</param>
    public RowInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns, string onConflict = "")
    {
        _columns = columns.Count;
        string row = $"({string.Join(", ", columns.Select(_ => "?"))})";
        string into = $"INTO {table} ({string.Join(", ", columns)}) VALUES";
        One = new PreparedStatement(connection, $"INSERT {into} {row} {onConflict}");

        try
        {
            // FAIL: to undo a statement that failed half way SQLite would have to copy every page first, and the transaction is undone anyway.
            Several = new PreparedStatement(connection, $"INSERT OR FAIL {into} {string.Join(", ", Enumerable.Repeat(row, RowsAtOnce))}");
        }
        catch
        {
            One.Dispose();
            throw;
        }
    }

    /// <summary>Adds one row.</summary>
    public PreparedStatement One { get; }

    /// <summary>Adds <see cref="RowsAtOnce"/> rows.</summary>
    public PreparedStatement Several { get; }

    /// <summary>The number before the first parameter of a row of <see cref="Several"/>; rows are counted from 0.</summary>
    public int Before(int row) => row * _columns;

    public void Dispose()
    {
        One.Dispose();
        Several.Dispose();
    }
}
