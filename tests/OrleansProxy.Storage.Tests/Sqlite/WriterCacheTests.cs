using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using SQLitePCL;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class WriterCacheTests : IAsyncDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TempFolder _folder = new();
    private readonly SqliteConnection _connection;
    private readonly WriterCache _cache;

    public WriterCacheTests()
    {
        _connection = SqliteConnections.Open(_folder.File("cache.db"), SqliteOpenMode.ReadWriteCreate);
        _connection.Execute("CREATE TABLE filler (octets BLOB)");
        _cache = new WriterCache(_connection);
    }

    [Fact]
    public void It_is_small_while_records_come_one_by_one()
    {
        _cache.Fit(WriterCache.Crowd - 1);
        Fill(16);

        Assert.InRange(Used(), 0, (WriterCache.QuietKilobytes * 1024) + Megabyte);
    }

    [Fact]
    public void It_is_large_while_they_come_in_crowds()
    {
        _cache.Fit(WriterCache.Crowd);
        Fill(16);

        Assert.InRange(Used(), 16 * Megabyte, (WriterCache.BusyKilobytes * 1024) + Megabyte);
    }

    [Fact]
    public void What_it_took_is_given_back_with_the_first_batch_that_is_no_crowd()
    {
        _cache.Fit(WriterCache.Crowd);
        Fill(16);
        _cache.Fit(1);

        Assert.InRange(Used(), 0, Megabyte);
    }

    [Fact]
    public void It_grows_again_with_the_next_crowd()
    {
        _cache.Fit(WriterCache.Crowd);
        _cache.Fit(1);
        _cache.Fit(WriterCache.Crowd);
        Fill(16);

        Assert.InRange(Used(), 16 * Megabyte, int.MaxValue);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private void Fill(int megabytes) => _connection.Execute(
        "INSERT INTO filler SELECT zeroblob(1024) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count) "
        + "SELECT i FROM n)",
        new { count = megabytes * 1024 });

    private int Used()
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_db_status(_connection.Handle, raw.SQLITE_DBSTATUS_CACHE_USED, out int used, out _, 0));
        return used;
    }
}
