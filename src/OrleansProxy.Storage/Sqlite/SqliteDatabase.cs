using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Migrations;
using OrleansProxy.Traffic.Background;

namespace OrleansProxy.Storage.Sqlite;

/// <summary>
/// One SQLite file: a connection that writes, one transaction at a time, and a few that read beside it. Nothing runs on the
/// caller's thread, for SQLite blocks: what reads runs on the thread pool, what writes on a thread of its own. A connection on which
/// something failed is closed, and the next caller gets a new one, so a fault heals by itself; so does the loss of the file, which is
/// made anew. Thread-safe.
/// </summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int MaxReaders = 4;

    private readonly WriterThread? _writing; // null: reads alone
    private readonly SemaphoreSlim _writeGate = new(1);
    private readonly SemaphoreSlim _readGate = new(MaxReaders);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly bool _isOwner;
    private readonly Journal? _journal; // guarded by _writeGate; null: another process's, or SQLite's to move
    private SqliteConnection? _writer; // guarded by _writeGate
    private volatile bool _isDisposed;

    private SqliteDatabase(string path, SqliteConnection? writer, bool isReadOnly)
    {
        Path = path;
        _writer = writer;
        _isOwner = writer is not null;
        _journal = _isOwner ? new Journal(path) : null;
        _writing = isReadOnly ? null : new WriterThread("database writer");
    }

    /// <summary>
    /// Raised before the connection that writes is closed, at the end or because something failed on it: what was prepared on it
    /// must be given up. No write runs meanwhile; handlers must not throw.
    /// </summary>
    public event Action? WriterClosing;

    /// <summary>
    /// Raised when the file is gone and is about to be made anew, by the write that finds it so. A handler that throws
    /// <see cref="StorageException"/> fails that write.
    /// </summary>
    public event Action? Remaking;

    /// <summary>Raised after the file, which was gone, has been made anew. Handlers must not throw.</summary>
    public event Action? Remade;

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Completes, never with a fault, when the journal is not being moved into the file.</summary>
    public Task JournalMove => _journal?.Move ?? Task.CompletedTask;

    /// <summary>Opens the file, making it and its tables where they are missing.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is not ours to open.</exception>
    public static Task<SqliteDatabase> OpenAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => Open(System.IO.Path.GetFullPath(path)), cancellationToken);

    /// <summary>Opens a file that exists for reading alone, whether or not another process writes it.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is not at the schema of this program.</exception>
    public static Task<SqliteDatabase> OpenReadOnlyAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => OpenExisting(System.IO.Path.GetFullPath(path), isReadOnly: true), cancellationToken);

    /// <summary>Opens a file that exists, and that another process writes, for writing little beside it.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is not at the schema of this program.</exception>
    public static Task<SqliteDatabase> OpenBesideAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => OpenExisting(System.IO.Path.GetFullPath(path), isReadOnly: false), cancellationToken);

    /// <summary>Runs <paramref name="work"/> in a transaction of its own: all of it or nothing.</summary>
    /// <exception cref="StorageException">SQLite failed; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">It is open for reading alone.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancellationToken)
    {
        if (_writing is null)
        {
            throw new InvalidOperationException($"The database {Path} is open for reading alone.");
        }

        await _writeGate.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await (_journal?.MakeRoomAsync(cancellationToken) ?? Task.CompletedTask);
            return await _writing.RunAsync(() => Write(work), cancellationToken);
        }
        finally
        {
            _writeGate.Release();
        }
    }

    /// <summary>Runs <paramref name="query"/> on a connection that only reads; cancelling interrupts it.</summary>
    /// <exception cref="StorageException">SQLite failed.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken)
    {
        await _readGate.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(query, cancellationToken), cancellationToken);
        }
        finally
        {
            _readGate.Release();
        }
    }

    /// <summary>Waits for the work that runs, then closes the file; the last to close moves the journal into it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        for (int i = 0; i < MaxReaders; i++)
        {
            await _readGate.WaitAsync();
        }

        await _writeGate.WaitAsync();
        await (_journal?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Task.Run(CloseAll);
        _writing?.Dispose();
        _readGate.Release(MaxReaders);
        _writeGate.Release();
    }

    private static SqliteDatabase Open(string path) => new(path, DatabaseFile.Make(path), isReadOnly: false);

    private static SqliteDatabase OpenExisting(string path, bool isReadOnly)
    {
        try
        {
            using SqliteConnection connection = SqliteConnections.Open(path, SqliteOpenMode.ReadOnly);
            int version = SchemaUpgrade.Check(connection, path, Migration.All);
            return version == Migration.Latest
                ? new SqliteDatabase(path, writer: null, isReadOnly)
                : throw new StorageException(
                    $"The database {path} was written by an older version of this program. Start this one once, to bring it "
                    + "up to date.");
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Translate(fault, path);
        }
    }

    private T Write<T>(Func<SqliteConnection, SqliteTransaction, T> work)
    {
        bool isBegun = false;
        try
        {
            _writer = OpenWriter();
            using SqliteTransaction transaction = _writer.BeginTransaction(deferred: false);
            isBegun = true;
            T result = work(_writer, transaction);
            Commit(_writer, transaction);
            return result;
        }
        catch (SqliteException fault) when (!isBegun && SqliteFaults.IsTransient(fault))
        {
            throw SqliteFaults.Translate(fault, Path);
        }
        catch (Exception fault)
        {
            // What was prepared or remembered on this connection may speak of rows that were rolled back.
            CloseWriter();
            if (fault is SqliteException sqlite)
            {
                throw SqliteFaults.Translate(sqlite, Path);
            }

            throw;
        }
    }

    private void Commit(SqliteConnection writer, SqliteTransaction transaction)
    {
        if (_journal is null)
        {
            transaction.Commit();
            return;
        }

        JournalPages.Watch(writer);
        transaction.Commit();
        if (JournalPages.AfterLastCommit is > 0 and int pages)
        {
            _journal.Committed(pages);
        }
    }

    private SqliteConnection OpenWriter()
    {
        if (_writer is { } open)
        {
            if (!_isOwner || !OpenFile.IsGone(open))
            {
                return open;
            }

            CloseWriter();
        }
        else if (!_isOwner || File.Exists(Path))
        {
            return SqliteConnections.Open(Path, SqliteOpenMode.ReadWrite);
        }

        Remaking?.Invoke();
        SqliteConnection made = DatabaseFile.Make(Path);
        Remade?.Invoke();
        return made;
    }

    /// <summary>An idle connection whose file is still the one at the path, or a new one.</summary>
    private SqliteConnection OpenReader()
    {
        while (_readers.TryTake(out SqliteConnection? idle))
        {
            if (!OpenFile.IsGone(idle))
            {
                return idle;
            }

            idle.Dispose();
        }

        return SqliteConnections.Open(Path, SqliteOpenMode.ReadOnly);
    }

    private T Read<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        SqliteConnection? connection = null;
        bool isSound = false;
        try
        {
            connection = OpenReader();
            SqliteConnection open = connection;
            using CancellationTokenRegistration interrupt =
                cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(open.Handle));
            T result = query(connection);
            isSound = true;
            return result;
        }
        catch (SqliteException fault) when (SqliteFaults.IsInterrupt(fault))
        {
            throw new OperationCanceledException("The question was given up.", fault, cancellationToken);
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Translate(fault, Path);
        }
        finally
        {
            Return(connection, isSound);
        }
    }

    private void Return(SqliteConnection? reader, bool isSound)
    {
        if (isSound)
        {
            _readers.Add(reader!);
        }
        else
        {
            reader?.Dispose();
        }
    }

    private void CloseAll()
    {
        while (_readers.TryTake(out SqliteConnection? reader))
        {
            reader.Dispose();
        }

        CloseWriter();
    }

    private void CloseWriter()
    {
        WriterClosing?.Invoke();
        _writer?.Dispose();
        _writer = null;
    }
}
