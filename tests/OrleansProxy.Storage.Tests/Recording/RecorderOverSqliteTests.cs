using Microsoft.Data.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.Tests.Recording;

public sealed class RecorderOverSqliteTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_was_recorded_while_the_file_was_locked_is_there_once_the_lock_is_gone()
    {
        SqliteStorage storage = await _folder.OpenAsync();
        var faulted = new TaskCompletionSource<string>();
        await using var recorder = new TrafficRecorder(storage.TrafficStore, new HistoryOptions(), TimeProvider.System);
        recorder.Faulted += faulted.SetResult;
        recorder.Start();
        using (SqliteConnection shell = Shell.Open(_folder.DatabasePath))
        using (shell.BeginTransaction(deferred: false))
        {
            recorder.Record(SampleRecord.At(0));
            Assert.EndsWith("is locked by another process.", await faulted.Task.WaitAsync(Cancellation), StringComparison.Ordinal);
            recorder.Record(SampleRecord.At(1));
        }

        await recorder.StopAsync(Cancellation);

        Assert.Equal(2, recorder.Written);
        Assert.Equal(0, recorder.Dropped);
        Assert.Equal(2, (await storage.History.TotalsAsync(new(TimeRange.All), Cancellation)).Requests);
    }

    [Fact]
    public async Task A_stop_leaves_nothing_in_the_queue()
    {
        SqliteStorage storage = await _folder.OpenAsync();
        await using (var recorder = new TrafficRecorder(storage.TrafficStore, new HistoryOptions(), TimeProvider.System))
        {
            recorder.Start();
            for (int i = 0; i < 10_000; i++)
            {
                recorder.Record(SampleRecord.At(i / 100.0));
            }
        }

        Assert.Equal(10_000, (await storage.History.TotalsAsync(new(TimeRange.All), Cancellation)).Requests);
    }
}
