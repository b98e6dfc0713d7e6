using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Retention;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Testing;

namespace OrleansProxy.Storage.Tests.Retention;

public sealed class WriteStepsTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task No_step_runs_while_the_journal_is_moved_whoever_made_it_long()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        var steps = new WriteSteps(database, new ManualTime(SampleRecord.Noon)); // no time passes: no pauses
        var areAlone = new List<bool>();
        Task<int> another = database.WriteAsync(MakeLong, Cancellation);

        await steps.RunAsync(
            (connection, transaction, _) =>
            {
                areAlone.Add(database.JournalMove.IsCompleted);
                MakeLong(connection, transaction);
                return areAlone.Count < 3;
            },
            Cancellation);

        await another;
        Assert.Equal([true, true, true], areAlone);
    }

    private static int MakeLong(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute(
        "CREATE TABLE IF NOT EXISTS filling (octets BLOB); INSERT INTO filling VALUES (zeroblob(@octets))",
        new { octets = SqliteConnections.JournalBytes + 1_000_000 },
        transaction);
}
