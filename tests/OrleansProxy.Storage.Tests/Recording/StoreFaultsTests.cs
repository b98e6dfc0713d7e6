using System.Globalization;
using Dapper;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Recording;

/// <summary>A lock is among the tests of the recorder over SQLite.</summary>
public sealed class StoreFaultsTests : IAsyncDisposable
{
    private const int PageBytes = 4096;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static TrafficRecord[] Many { get; } =
        [.. Enumerable.Range(0, 1_000).Select(i => SampleRecord.At(i, host: "new.example") with { PathAndQuery = $"/{new string('a', 100)}" })];

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_full_disk_is_said_and_the_same_batch_is_stored_once_there_is_room()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        var store = new SqliteTrafficStore(database, new WritePace(TimeProvider.System, static _ => { }));

        // Stands for the full disk: it binds this connection alone, which is gone after the fault.
        await database.WriteAsync((connection, _) => connection.ExecuteScalar<long>("PRAGMA max_page_count = 1"), Cancellation);
        var fault = await Assert.ThrowsAsync<TrafficStoreException>(() => store.WriteAsync(Many, Cancellation));
        await store.WriteAsync(Many, Cancellation);

        Assert.Equal($"The disk that holds the database {_folder.DatabasePath} is full.", fault.Message);
        Assert.Equal(["1000", "1"], Shell.Ask(_folder.DatabasePath, "SELECT count(*), count(DISTINCT destination_host) FROM requests").Single());
    }

    [Fact]
    public async Task A_damaged_file_is_said()
    {
        await _folder.OpenWithAsync(SampleRecord.At(0));
        await _folder.CloseAsync();
        string page = Shell.Ask(_folder.DatabasePath, "SELECT rootpage FROM sqlite_schema WHERE name = 'traffic'").Single().Single();
        await using (FileStream file = File.OpenWrite(_folder.DatabasePath))
        {
            file.Position = (long.Parse(page, CultureInfo.InvariantCulture) - 1) * PageBytes;
            file.Write([.. Enumerable.Repeat((byte)0xff, PageBytes)]);
        }

        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        var store = new SqliteTrafficStore(database, new WritePace(TimeProvider.System, static _ => { }));

        var fault = await Assert.ThrowsAsync<TrafficStoreException>(() => store.WriteAsync(Many, Cancellation));

        Assert.Equal($"The database {_folder.DatabasePath} is damaged.", fault.Message);
    }
}
