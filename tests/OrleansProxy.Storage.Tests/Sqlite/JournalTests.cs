using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class JournalTests : IAsyncDisposable
{
    private const int Long = Journal.MovedPages + 10, TooLong = Journal.MostPages + 10;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_moves_nothing_where_it_is_watched(bool isWatched)
    {
        await _folder.OpenAsync();
        await _folder.CloseAsync();
        using SqliteConnection connection = SqliteConnections.Open(_folder.DatabasePath, SqliteOpenMode.ReadWrite);
        if (isWatched)
        {
            JournalPages.Watch(connection);
        }

        using SqliteTransaction transaction = connection.BeginTransaction();
        Fill(connection, transaction, Long);
        transaction.Commit();

        Assert.Equal(isWatched, Length() < SqliteConnections.JournalBytes);
        Assert.Equal(isWatched, JournalPages.AfterLastCommit >= Long);
    }

    [Fact]
    public async Task A_long_journal_is_moved_and_written_from_the_start_again()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        await FillAsync(database, Long);
        await database.JournalMove;

        Assert.True(Length() > SqliteConnections.JournalBytes);
        Assert.InRange(await PagesAsync(database), Long, Long * 2);
        await FillAsync(database, 1);
        Assert.InRange(await PagesAsync(database), 1, 100);
    }

    [Fact]
    public async Task Whoever_writes_past_the_bound_finds_the_journal_moved()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        await FillAsync(database, TooLong);

        (bool isMoved, long length) = await database.WriteAsync((_, _) => (database.JournalMove.IsCompleted, Length()), Cancellation);

        Assert.True(isMoved);
        Assert.True(length > 2 * SqliteConnections.JournalBytes);
    }

    [Fact]
    public async Task What_a_reader_holds_is_moved_after_it_and_fails_nobody()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        using SqliteConnection reader = SqliteConnections.Open(_folder.DatabasePath, SqliteOpenMode.ReadOnly);
        using (SqliteTransaction standing = reader.BeginTransaction(deferred: true))
        {
            Assert.Equal(0, reader.ExecuteScalar<int>("SELECT count(*) FROM host", transaction: standing));
            await FillAsync(database, TooLong);
            await FillAsync(database, 1);
            await database.JournalMove;
            Assert.True(Length() < SqliteConnections.JournalBytes);
        }

        await FillAsync(database, 1);
        await FillAsync(database, 1);

        Assert.InRange(await PagesAsync(database), 1, 100);
        Assert.True(Length() > 2 * SqliteConnections.JournalBytes);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_moved_fails_who_writes_past_the_bound_until_it_can()
    {
        string path = _folder.File("not.db");
        await File.WriteAllTextAsync(path, new string('x', 10_000), Cancellation);
        await using var journal = new Journal(path);

        journal.Committed(Journal.MostPages - 1);
        await journal.MakeRoomAsync(Cancellation);
        journal.Committed(Journal.MostPages);
        var fault = await Assert.ThrowsAsync<StorageException>(() => journal.MakeRoomAsync(Cancellation));
        Assert.Contains("is not a database", fault.Message, StringComparison.Ordinal);

        File.Delete(path);
        await journal.MakeRoomAsync(Cancellation); // whoever writes makes the file anew
        await using SqliteDatabase made = await SqliteDatabase.OpenAsync(path, Cancellation);
        await journal.MakeRoomAsync(Cancellation);
    }

    [Fact]
    public async Task It_is_moved_before_the_database_is_closed()
    {
        SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        await FillAsync(database, Long);
        await database.DisposeAsync();

        Assert.True(Length() > SqliteConnections.JournalBytes);
        Assert.False(File.Exists(_folder.DatabasePath + "-wal"));
    }

    private static Task<int> FillAsync(SqliteDatabase database, int pages) => database.WriteAsync(
        (connection, transaction) => Fill(connection, transaction, pages), Cancellation);

    /// <summary>Writes that many pages, and a few besides.</summary>
    private static int Fill(SqliteConnection connection, SqliteTransaction transaction, int pages) => connection.Execute(
        "CREATE TABLE IF NOT EXISTS filling (octets BLOB); INSERT INTO filling VALUES (zeroblob(@octets))",
        new { octets = pages * SqliteConnections.PageBytes },
        transaction);

    /// <summary>How many pages the journal had after the last write.</summary>
    private static Task<int> PagesAsync(SqliteDatabase database) => database.WriteAsync((_, _) => JournalPages.AfterLastCommit, Cancellation);

    private long Length() => new FileInfo(_folder.DatabasePath).Length;
}
