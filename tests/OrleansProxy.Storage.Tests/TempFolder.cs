using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests;

/// <summary>A folder of a test's own with a database in it; both go with the test.</summary>
internal sealed class TempFolder : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("storage").FullName;
    private SqliteStorage? _storage;

    /// <summary>Where the database is, or will be.</summary>
    public string DatabasePath => Path.Combine(_folder, "Logs", "Database", "proxy_traffic.db");

    /// <summary>A path in the folder.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>The database, opened once.</summary>
    public async Task<SqliteStorage> OpenAsync() =>
        _storage ??= await SqliteStorage.OpenAsync(DatabasePath, TestContext.Current.CancellationToken);

    /// <summary>The database, opened, with these records in it.</summary>
    public async Task<SqliteStorage> OpenWithAsync(params IReadOnlyList<TrafficRecord> records)
    {
        SqliteStorage storage = await OpenAsync();
        foreach (TrafficRecord[] batch in records.Chunk(2_000))
        {
            await storage.TrafficStore.WriteAsync(batch, TestContext.Current.CancellationToken);
        }

        return storage;
    }

    /// <summary>Closes the database, so that it can be opened again.</summary>
    public async Task CloseAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            _storage = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
