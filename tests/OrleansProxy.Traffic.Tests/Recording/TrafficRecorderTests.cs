using OrleansProxy.Testing;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.Recording;

public sealed class TrafficRecorderTests
{
    private static readonly TrafficStoreException Locked = new("The database is locked.", new IOException());

    private readonly ManualTime _time = new();
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task Records_are_stored_in_their_order_after_the_delay()
    {
        await using TrafficRecorder recorder = Recorder();
        int flushes = 0;
        recorder.Flushed += () => Interlocked.Increment(ref flushes);
        recorder.Start();
        recorder.Record(SampleRecord.Numbered(1));
        recorder.Record(SampleRecord.Numbered(2));

        await Eventually.HoldsAsync(_time, () => recorder.Written == 2 && Volatile.Read(ref flushes) > 0);

        Assert.Equal(["/1", "/2"], _store.Paths);
        Assert.Equal(0, recorder.Dropped);
        Assert.Null(recorder.LastError);
    }

    [Fact]
    public async Task A_batch_is_bounded()
    {
        await using TrafficRecorder recorder = Recorder();
        for (int i = 0; i < TrafficRecorder.LargestBatch + 1; i++)
        {
            recorder.Record(SampleRecord.Numbered(i));
        }

        await recorder.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal([TrafficRecorder.LargestBatch, 1], _store.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_whole_batch_does_not_wait_for_the_clock()
    {
        await using TrafficRecorder recorder = Recorder(queueLength: 1_000);
        var flushed = new TaskCompletionSource();
        recorder.Flushed += () => flushed.TrySetResult();
        recorder.Start();
        for (int i = 0; i < 100; i++)
        {
            recorder.Record(SampleRecord.Numbered(i));
        }

        await flushed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(100, _store.Paths.Count());
    }

    [Fact]
    public async Task A_full_queue_loses_its_oldest_batch_and_counts_it()
    {
        await using TrafficRecorder recorder = Recorder(queueLength: 1_000);
        for (int i = 0; i < 1_003; i++)
        {
            recorder.Record(SampleRecord.Numbered(i));
        }

        await recorder.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(100, recorder.Dropped);
        Assert.Equal(903, recorder.Written);
        Assert.Equal("/100", _store.Paths.First());
    }

    [Fact]
    public async Task A_store_that_fails_is_tried_again_and_nothing_is_lost()
    {
        await using TrafficRecorder recorder = Recorder();
        var faults = new List<string>();
        int recoveries = 0;
        recorder.Faulted += faults.Add;
        recorder.Recovered += () => Interlocked.Increment(ref recoveries);
        _store.Failure = Locked;
        recorder.Start();
        recorder.Record(SampleRecord.Numbered(1));
        await Eventually.HoldsAsync(_time, () => _store.Attempts >= 3);

        Assert.Equal("The database is locked.", recorder.LastError);
        recorder.Record(SampleRecord.Numbered(2));
        _store.Failure = null;
        await Eventually.HoldsAsync(_time, () => recorder.Written == 2);

        Assert.Equal(["/1", "/2"], _store.Paths);
        Assert.Equal(["The database is locked."], faults);
        Assert.Equal(1, Volatile.Read(ref recoveries));
        Assert.Null(recorder.LastError);
        Assert.Equal(0, recorder.Dropped);
    }

    [Fact]
    public async Task A_batch_that_can_never_be_stored_is_dropped_and_the_next_one_is_written()
    {
        await using TrafficRecorder recorder = Recorder();
        _store.Failure = new FormatException("No such number.");
        recorder.Start();
        recorder.Record(SampleRecord.Numbered(1));
        await Eventually.HoldsAsync(_time, () => recorder.Dropped == 1);

        _store.Failure = null;
        recorder.Record(SampleRecord.Numbered(2));
        await Eventually.HoldsAsync(_time, () => recorder.Written == 1);

        Assert.Equal(["/2"], _store.Paths);
    }

    [Fact]
    public async Task Stopping_gives_up_on_a_store_that_hangs_and_counts_what_is_left()
    {
        await using TrafficRecorder recorder = Recorder();
        _store.Gate = new TaskCompletionSource();
        recorder.Start();
        recorder.Record(SampleRecord.Numbered(1));
        await Eventually.HoldsAsync(_time, () => _store.Attempts == 1);
        recorder.Record(SampleRecord.Numbered(2));

        await recorder.StopAsync(new CancellationToken(canceled: true));
        _store.Gate.SetResult();

        Assert.Equal(2, recorder.Dropped);
        Assert.Equal(0, recorder.Written);
    }

    [Fact]
    public async Task A_record_after_the_stop_is_counted_as_dropped()
    {
        await using TrafficRecorder recorder = Recorder();
        await recorder.StopAsync(TestContext.Current.CancellationToken);

        recorder.Record(SampleRecord.Numbered(1));

        Assert.Equal(1, recorder.Dropped);
    }

    private TrafficRecorder Recorder(int queueLength = 50_000) =>
        new(_store, new HistoryOptions { QueueLength = queueLength }, _time);
}
