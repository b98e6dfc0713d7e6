using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Traffic.Background;
using SQLitePCL;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// Moves the journal into the database beside the writer, on a thread and a connection of its own: within a commit, as SQLite does it
/// unless told otherwise, it would hold up every writer for the hundreds of milliseconds that a disk takes for it. A journal that has
/// been moved whole is written from the start again by the transaction that begins next. Under writing without a pause there may be
/// more in it each time; so past a bound a writer waits for the rest. Its methods are for one caller
/// at a time, who holds the write gate.
/// </summary>
internal sealed class Journal(string path) : IAsyncDisposable
{
    /// <summary>From how many pages on it is moved: the same page is written many times over, and moved once.</summary>
    public const int MovedPages = SqliteConnections.JournalBytes / SqliteConnections.PageBytes;

    /// <summary>From how many pages on a writer waits until it has been moved.</summary>
    public const int MostPages = 2 * MovedPages;

    private readonly WriterThread _thread = new("database journal");
    private volatile Task<StorageException?> _move = Task.FromResult<StorageException?>(null);
    private int _pages;

    /// <summary>Completes, never with a fault, when it is not being moved any more. May be asked for at any time.</summary>
    public Task Move => _move;

    /// <summary>Tells how long the journal is after a commit, and begins to move it where it is long. Does not wait.</summary>
    public void Committed(int pages)
    {
        _pages = pages;
        if (pages >= MovedPages && _move.IsCompleted)
        {
            _move = _thread.RunAsync(MoveOnce, CancellationToken.None);
        }
    }

    /// <summary>Before a transaction: returns once no more is left in the journal than it may grow by.</summary>
    /// <exception cref="StorageException">
    /// It has reached its bound, and cannot be moved. Readers that stand are no failure: what they read stays where it is.
    /// </exception>
    public async Task MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (_pages < MostPages)
        {
            return;
        }

        await _move.WaitAsync(cancellationToken);
        _move = _thread.RunAsync(MoveOnce, CancellationToken.None);
        if (await _move.WaitAsync(cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Waits for the move that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _move;
        _thread.Dispose();
    }

    /// <summary>Moves what no reader needs where it is; a fault is met again by the writer that reaches the bound.</summary>
    private StorageException? MoveOnce()
    {
        if (!File.Exists(path))
        {
            return null; // whoever writes next makes it anew
        }

        try
        {
            using SqliteConnection connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite);
            connection.Execute("PRAGMA schema_version"); // a connection knows of no journal before it has read
            int code = raw.sqlite3_wal_checkpoint_v2(connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            SqliteException.ThrowExceptionForRC(code, connection.Handle!);
            return null;
        }
        catch (SqliteException fault) when (SqliteFaults.IsTransient(fault))
        {
            return null; // another program moves it
        }
        catch (SqliteException fault)
        {
            return SqliteFaults.Translate(fault, path);
        }
    }
}
