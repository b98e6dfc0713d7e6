using Microsoft.Data.Sqlite;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// The prepared statements that add rows to a table: several rows in one run, which opens the table and its indexes once, and one. For one thread
/// at a time; dispose it before its connection.
/// </summary>
internal sealed class RowInsert : IDisposable
{
    /// <summary>Rows of one run.</summary>
    private const int RowsAtOnce = 16;

    private readonly int _columns;
    private readonly PreparedStatement _several;
    private readonly WritePace? _pace;

    /// <summary>Prepares the statements; table and columns are ours, never a user's text.</summary>
    /// <param name="connection">What they run on.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">What a row is bound to, in this order.</param>
    /// <param name="onConflict">What the statement for one row does where its key is taken; "" to fail, as the one for several does.</param>
    /// <param name="pace">Rests between runs; null for nobody.</param>
    public RowInsert(SqliteConnection connection, string table, IReadOnlyList<string> columns, string onConflict = "", WritePace? pace = null)
    {
        _columns = columns.Count;
        _pace = pace;
        string row = $"({string.Join(", ", columns.Select(_ => "?"))})";
        string into = $"INTO {table} ({string.Join(", ", columns)}) VALUES";
        One = new PreparedStatement(connection, $"INSERT {into} {row} {onConflict}");
        try
        {
            // FAIL: to undo a statement that failed half way SQLite would have to copy every page first, and the transaction is undone anyway.
            _several = new PreparedStatement(connection, $"INSERT OR FAIL {into} {string.Join(", ", Enumerable.Repeat(row, RowsAtOnce))}");
        }
        catch
        {
            One.Dispose();
            throw;
        }
    }

    /// <summary>Adds one row.</summary>
    public PreparedStatement One { get; }

    /// <summary>Adds as many of the rows as fill whole runs, the first of them; the rest is the caller's to add one by one.</summary>
    /// <returns>How many those were.</returns>
    public int AddRuns<T>(ReadOnlySpan<T> rows, RowBinding<T> bind)
    {
        int added = 0;
        for (; rows.Length - added >= RowsAtOnce; added += RowsAtOnce)
        {
            for (int i = 0; i < RowsAtOnce; i++)
            {
                bind(_several, i * _columns, rows[added + i]);
            }

            _several.Execute();
            _pace?.Breathe();
        }

        return added;
    }

    public void Dispose()
    {
        One.Dispose();
        _several.Dispose();
    }
}
