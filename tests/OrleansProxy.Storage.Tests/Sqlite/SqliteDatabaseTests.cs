using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Nothing_runs_on_the_callers_thread()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        int read = 0, written = 0, caller = 0;
        var thread = new Thread(() =>
        {
            caller = Environment.CurrentManagedThreadId;
            Task reading = database.ReadAsync(_ => read = Environment.CurrentManagedThreadId, Cancellation);
            Task writing = database.WriteAsync((_, _) => written = Environment.CurrentManagedThreadId, Cancellation);
            Task.WaitAll([reading, writing], Cancellation);
        });
        thread.Start();
        thread.Join();

        Assert.DoesNotContain(caller, (int[])[read, written]);
        Assert.NotEqual(0, read);
        Assert.NotEqual(0, written);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_the_next_one_succeeds()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        const string Insert = "INSERT INTO host (name) VALUES ('a')";

        await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute(Insert, transaction: transaction);
                return connection.Execute("INSERT INTO nowhere VALUES (1)", transaction: transaction);
            },
            Cancellation));
        await database.WriteAsync((connection, transaction) => connection.Execute(Insert, transaction: transaction), Cancellation);

        Assert.Equal(1, await database.ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM host"), Cancellation));
    }

    [Fact]
    public async Task What_was_prepared_is_given_up_before_its_connection_closes()
    {
        SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        SqliteConnection? writer = null;
        var states = new List<ConnectionState>();
        database.WriterClosing += () => states.Add(writer!.State);
        await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(
            (connection, transaction) =>
            {
                writer = connection;
                return connection.Execute("INSERT INTO nowhere VALUES (1)", transaction: transaction);
            },
            Cancellation));
        await database.WriteAsync((connection, _) => writer = connection, Cancellation);

        await database.DisposeAsync();

        Assert.Equal([ConnectionState.Open, ConnectionState.Open], states);
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);

        var fault = await Assert.ThrowsAsync<StorageException>(
            () => database.ReadAsync(connection => connection.Execute("DELETE FROM host"), Cancellation));

        Assert.EndsWith("may not be written.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_question_is_given_up_when_cancelled()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        using var cancellation = new CancellationTokenSource();

        Task<long> endless = database.ReadAsync(
            connection =>
            {
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(20));
                return connection.ExecuteScalar<long>(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
            },
            cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Equal(1, await database.ReadAsync(connection => connection.ExecuteScalar<int>("SELECT 1"), Cancellation));
    }
}
