using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and runs for every row, straight on SQLite: nothing is boxed, looked up by name or allocated.
/// Its parameters are "?" and counted from 1. A value stays bound from one run to the next, and binding an equal one again
/// costs a comparison. For one thread at a time; dispose it before its connection.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement; // keeps what _native points to
    private readonly nint _native;
    private readonly BoundValue[] _bound;
    private byte[] _utf8 = new byte[512];

    /// <summary>Prepares the statement for as long as the connection is open.</summary>
    /// <exception cref="SqliteException">SQLite does not take it.</exception>
    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        int code = raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        SqliteException.ThrowExceptionForRC(code, _database);
        _native = _statement.DangerousGetHandle();
        _bound = new BoundValue[raw.sqlite3_bind_parameter_count(_statement)];
    }

    /// <summary>Binds a whole number, or NULL.</summary>
    /// <exception cref="SqliteException">There is no such parameter, or no memory.</exception>
    public void Bind(int parameter, long? number)
    {
        var value = new BoundValue(number, null);
        if (_bound[parameter - 1].IsSame(value))
        {
            return;
        }

        Check(number is { } given
            ? Sqlite3.BindNumber(_native, parameter, given)
            : Sqlite3.BindNull(_native, parameter));
        _bound[parameter - 1] = value;
    }

    /// <summary>Binds a text, or NULL. What is no UTF-16 becomes U+FFFD.</summary>
    /// <exception cref="SqliteException">There is no such parameter, no memory, or the text is too long.</exception>
    public void Bind(int parameter, string? text)
    {
        var value = new BoundValue(null, text);
        if (_bound[parameter - 1].IsSame(value))
        {
            return;
        }

        Check(text is null ? Sqlite3.BindNull(_native, parameter) : Sqlite3.BindText(_native, parameter, Utf8(text)));
        _bound[parameter - 1] = value;
    }

    /// <summary>Runs the statement to its end; the rows that it changed.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public int Execute()
    {
        Step();
        return Sqlite3.Changes(_database.DangerousGetHandle());
    }

    /// <summary>Runs the statement up to its first row; the number in its first column, null where there is no row.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public long? QueryNumber()
    {
        int code = Sqlite3.Step(_native);
        long? number = code == raw.SQLITE_ROW ? Sqlite3.ColumnNumber(_native, 0) : null;
        Reset(code);
        return number;
    }

    /// <summary>Runs the statement to its end; the numbers in the first column of its rows.</summary>
    /// <exception cref="SqliteException">SQLite failed, or was interrupted.</exception>
    public List<long> QueryNumbers()
    {
        var numbers = new List<long>();
        while (Read())
        {
            numbers.Add(Number(0));
        }

        return numbers;
    }

    /// <summary>Goes to the next row; false after the last one, when the statement is ready for its next run.</summary>
    /// <exception cref="SqliteException">SQLite failed, or was interrupted.</exception>
    public bool Read()
    {
        int code = Sqlite3.Step(_native);
        if (code != raw.SQLITE_ROW)
        {
            Reset(code);
            return false;
        }

        return true;
    }

    /// <summary>A number of the row that <see cref="Read"/> stands on; 0 for NULL. Columns are counted from 0.</summary>
    public long Number(int column) => Sqlite3.ColumnNumber(_native, column);

    /// <summary>A number of the row, or null.</summary>
    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A text of the row; "" for NULL.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    /// <summary>Whether a column of the row is NULL.</summary>
    public bool IsNull(int column) => Sqlite3.ColumnType(_native, column) == raw.SQLITE_NULL;

    /// <summary>Gives up the rows that are left, so that the statement can be bound and run anew.</summary>
    public void Rewind() => _ = Sqlite3.Reset(_native);

    public void Dispose() => _statement.Dispose();

    private void Step() => Reset(Sqlite3.Step(_native));

    /// <summary>Makes ready for the next run, whatever became of this one; leaving it half run would hold a lock.</summary>
    private void Reset(int code)
    {
        // Gives the step's error a second time, with its message.
        int again = Sqlite3.Reset(_native);
        Check(code is raw.SQLITE_ROW or raw.SQLITE_DONE ? again : code);
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }
}
