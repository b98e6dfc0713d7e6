using OrleansProxy.Administration.Accounts;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Storage.Accounts;
using OrleansProxy.Storage.History;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Retention;
using OrleansProxy.Storage.Rules;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Storage.Users;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage;

/// <summary>
/// Everything that is kept in one SQLite file. Thread-safe; no member blocks its caller's thread. Dispose it last, after the
/// recorder that writes through it.
/// </summary>
public sealed class SqliteStorage : IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly WriterLock? _writerLock;
    private readonly WritePace _pace = new(TimeProvider.System, Thread.Sleep);

    private SqliteStorage(SqliteDatabase database, WriterLock? writerLock)
    {
        _writerLock = writerLock;
        _database = database;
        var traffic = new SqliteTrafficStore(database, _pace);
        TrafficStore = traffic;
        Retention = new HistoryRetention(database, traffic);
        History = new SqliteTrafficHistory(database);
        Rules = new SqliteRuleStore(database);
        Accounts = new SqliteAccountStore(database);
        Users = new SqliteUserStore(database);
        database.Remaking += () => writerLock?.Renew(database.Path);
        database.Remade += () => Remade?.Invoke();
    }

    /// <summary>
    /// Raised after the file was deleted or moved while it was open, and a new one without anything in it has been made by the first that
    /// wrote. Handlers must not throw.
    /// </summary>
    public event Action? Remade;

    /// <summary>The file's full path.</summary>
    public string Path => _database.Path;

    /// <summary>
    /// Records that come at a time as a rule, 1 or more; far more of them are written without a rest. To be set before any are written.
    /// </summary>
    public int BatchSize
    {
        get => _pace.BatchSize;
        set => _pace.BatchSize = value;
    }

    /// <summary>Takes traffic records, in batches.</summary>
    public ITrafficStore TrafficStore { get; }

    /// <summary>Removes old ones.</summary>
    public HistoryRetention Retention { get; }

    /// <summary>Answers questions about them.</summary>
    public ITrafficHistory History { get; }

    /// <summary>The portal's rules.</summary>
    public IRuleStore Rules { get; }

    /// <summary>The portal's accounts.</summary>
    public IAccountStore Accounts { get; }

    /// <summary>The users of the proxy.</summary>
    public IUserStore Users { get; }

    /// <summary>
    /// Opens the file, making it (readable by its owner alone), its folder and its tables where they are missing, and brings
    /// an older one up to date.
    /// </summary>
    /// <exception cref="StorageException">
    /// The file cannot be opened, is no database, is another program's or a newer version's, or is being written by another run; the
    /// message says which.
    /// </exception>
    public static Task<SqliteStorage> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(System.IO.Path.GetFullPath(path), prepare: _ => { }, cancellationToken);

    /// <summary>As <see cref="OpenAsync(string, CancellationToken)"/>, after what was kept in the file has been deleted.</summary>
    /// <exception cref="StorageException">As there; nothing is deleted while another run writes the file.</exception>
    public static Task<SqliteStorage> OpenNewAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(System.IO.Path.GetFullPath(path), DatabaseFile.Delete, cancellationToken);

    /// <summary>
    /// Opens a file that exists for commands that only ask, beside the program that writes it. What would write throws
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <exception cref="StorageException">
    /// The file cannot be opened, or is not at this program's version; the message says which.
    /// </exception>
    public static async Task<SqliteStorage> OpenReadOnlyAsync(string path, CancellationToken cancellationToken) =>
        new(await SqliteDatabase.OpenReadOnlyAsync(path, cancellationToken), writerLock: null);

    /// <summary>
    /// Opens the file for a command that changes a little, whether or not the program that writes it is running: where it is, beside
    /// it; where not, as <see cref="OpenAsync(string, CancellationToken)"/> does.
    /// </summary>
    /// <exception cref="StorageException">
    /// As there; or a running program is of another version, whose file is not changed under it.
    /// </exception>
    public static async Task<SqliteStorage> OpenBesideAsync(string path, CancellationToken cancellationToken)
    {
        string full = System.IO.Path.GetFullPath(path);
        return await Task.Run(() => WriterLock.TryTake(full), cancellationToken) is { } writerLock
            ? await OpenAsync(full, writerLock, prepare: _ => { }, cancellationToken)
            : new SqliteStorage(await SqliteDatabase.OpenBesideAsync(full, cancellationToken), writerLock: null);
    }

    private static async Task<SqliteStorage> OpenAsync(string path, Action<string> prepare, CancellationToken cancellationToken)
    {
        WriterLock writerLock = await Task.Run(() => WriterLock.Take(path), cancellationToken);
        return await OpenAsync(path, writerLock, prepare, cancellationToken);
    }

    private static async Task<SqliteStorage> OpenAsync(
        string path, WriterLock writerLock, Action<string> prepare, CancellationToken cancellationToken)
    {
        SqliteDatabase? database = null;
        try
        {
            prepare(path);
            database = await SqliteDatabase.OpenAsync(path, cancellationToken);
            await InterruptedTunnels.CloseAsync(database, cancellationToken);
            return new SqliteStorage(database, writerLock);
        }
        catch
        {
            await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Waits for what is being read or written, moves the journal into the file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _writerLock?.Dispose();
    }
}
