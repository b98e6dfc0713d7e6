using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class GoneFileTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private int _remade;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.GetDirectoryName(_folder.DatabasePath)!;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_deleted_file_is_made_anew_and_written()
    {
        await using SqliteStorage storage = await OpenAsync();
        foreach (string file in Directory.GetFiles(Folder, Path.GetFileName(_folder.DatabasePath) + "*"))
        {
            File.Delete(file);
        }

        await AssertWritesAnewAsync(storage);
    }

    [Fact]
    public async Task A_file_that_is_deleted_alone_leaves_no_journal_to_the_new_one()
    {
        await using SqliteStorage storage = await OpenAsync();
        File.Delete(_folder.DatabasePath);

        await AssertWritesAnewAsync(storage);
    }

    [Fact]
    public async Task A_folder_that_is_renamed_is_made_anew_with_file_and_lock()
    {
        await using SqliteStorage storage = await OpenAsync();
        Directory.Move(Folder, Folder + "-before");
        try
        {
            await AssertWritesAnewAsync(storage);
            await Assert.ThrowsAsync<StorageException>(() => SqliteStorage.OpenAsync(_folder.DatabasePath, Cancellation));
        }
        finally
        {
            Directory.Delete(Folder + "-before", recursive: true);
        }
    }

    [Fact]
    public async Task Another_file_in_its_place_is_written_from_then_on()
    {
        string other = _folder.DatabasePath + ".other";
        await using (SqliteStorage made = await SqliteStorage.OpenAsync(other, Cancellation))
        {
            await made.TrafficStore.WriteAsync([SampleRecord.At(5)], Cancellation);
        }

        await using SqliteStorage storage = await OpenAsync();
        File.Delete(_folder.DatabasePath);
        File.Delete(_folder.DatabasePath + "-wal");
        File.Move(other, _folder.DatabasePath);
        await storage.TrafficStore.WriteAsync([SampleRecord.At(1)], Cancellation);

        Assert.Equal(2, Count());
    }

    [Fact]
    public async Task A_tunnel_that_stood_is_counted_whole_in_the_new_file()
    {
        await using SqliteStorage storage = await OpenAsync();
        TrafficRecord tunnel = SampleRecord.At(1, TrafficResult.Tunnelled) with { TunnelId = 5, IsOpen = true, BytesSent = 30, Host = "new.example" };
        await storage.TrafficStore.WriteAsync([tunnel], Cancellation);
        File.Delete(_folder.DatabasePath);
        await storage.TrafficStore.WriteAsync([tunnel with { IsGrowth = true, BytesSent = 40 }], Cancellation);
        await storage.TrafficStore.WriteAsync([tunnel with { IsOpen = false, BytesSent = 50 }], Cancellation);

        Assert.Equal(["new.example", "50"], Shell.Ask(_folder.DatabasePath, "SELECT destination_host, bytes_sent FROM requests").Single());
        Assert.Equal(["new.example", "50"], Shell.Ask(_folder.DatabasePath, "SELECT destination_host, bytes_sent FROM top_domains").Single());
    }

    [Fact]
    public async Task What_reads_sees_the_new_file_too()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        await database.ReadAsync(Files, Cancellation);
        File.Delete(_folder.DatabasePath);
        await database.WriteAsync((connection, _) => Files(connection), Cancellation);

        Assert.False(await database.ReadAsync(OpenFile.IsGone, Cancellation));
    }

    private static int Files(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<SqliteStorage> OpenAsync()
    {
        SqliteStorage storage = await SqliteStorage.OpenAsync(_folder.DatabasePath, Cancellation);
        storage.Remade += () => Interlocked.Increment(ref _remade);
        await storage.TrafficStore.WriteAsync([SampleRecord.At(0)], Cancellation);
        return storage;
    }

    private async Task AssertWritesAnewAsync(SqliteStorage storage)
    {
        await storage.TrafficStore.WriteAsync([SampleRecord.At(1)], Cancellation);
        await storage.TrafficStore.WriteAsync([SampleRecord.At(2)], Cancellation);

        Assert.Equal(1, _remade);
        Assert.Equal(2, Count());
        Assert.Equal("ok", Shell.Ask(_folder.DatabasePath, "PRAGMA integrity_check").Single().Single());
    }

    private int Count() => int.Parse(
        Shell.Ask(_folder.DatabasePath, "SELECT count(*) FROM requests").Single().Single(), System.Globalization.CultureInfo.InvariantCulture);
}
