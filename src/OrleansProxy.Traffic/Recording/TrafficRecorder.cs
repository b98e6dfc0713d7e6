using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>
/// Writes traffic records to a store in batches, off the request path. A store that fails costs records only once the queue
/// is full, and then the oldest batch of it; writing resumes by itself. Thread-safe; events are raised on the writer's loop, and their handlers must not throw.
/// </summary>
public sealed class TrafficRecorder : ITrafficSink, IAsyncDisposable
{
    /// <summary>Records that are written without waiting for more; a tenth of the queue where that is less.</summary>
    public const int BatchSize = 2_000;

    /// <summary>
    /// Records written in one transaction at most, when that many wait: the more there are, the more of them share a page of an index
    /// and a line of a sum.
    /// </summary>
    public const int LargestBatch = 20_000;

    /// <summary>How long a record waits for others before it is written, unless they are a whole batch sooner.</summary>
    public static readonly TimeSpan BatchDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long <see cref="DisposeAsync"/> gives the queue to reach the store.</summary>
    public static readonly TimeSpan StopBound = TimeSpan.FromSeconds(10);

    private readonly ITrafficStore _store;
    private readonly TimeProvider _time;
    private readonly int _batchSize;
    private readonly RecordQueue _queue;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lock _lifecycle = new();
    private Task? _loop; // guarded by _lifecycle
    private long _written, _lost;
    private volatile string? _lastError;

    /// <summary>Creates the recorder; nothing is written before <see cref="Start"/>.</summary>
    public TrafficRecorder(ITrafficStore store, HistoryOptions options, TimeProvider time)
    {
        _store = store;
        _time = time;
        _batchSize = BatchSizeFor(options);
        _queue = new RecordQueue(options.QueueLength, _batchSize);
    }

    /// <summary>Raised once when the store begins to fail, with a sentence for the operator.</summary>
    public event Action<string>? Faulted;

    /// <summary>Raised when the store takes records again after <see cref="Faulted"/>.</summary>
    public event Action? Recovered;

    /// <summary>Raised after a batch is in the store.</summary>
    public event Action? Flushed;

    /// <summary>Records stored since the start.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Records lost since the start: pushed out of a full queue, refused by the store for good, or left at the stop.</summary>
    public long Dropped => _queue.Dropped + Volatile.Read(ref _lost);

    /// <summary>Records that are written without waiting for more, 1 or more.</summary>
    public static int BatchSizeFor(HistoryOptions options) => Math.Min(BatchSize, options.QueueLength / 10);

    /// <summary>Records that wait for the writer.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Why the store fails now; null while it does not.</summary>
    public string? LastError => _lastError;

    /// <inheritdoc />
    public void Record(TrafficRecord record) => _queue.Add(record);

    /// <summary>Begins to write. A second call does nothing.</summary>
    public void Start()
    {
        lock (_lifecycle)
        {
            _loop ??= Task.Run(WriteLoopAsync);
        }
    }

    /// <summary>
    /// Takes no more records and returns once everything queued is stored, or when <paramref name="cancellationToken"/> fires:
    /// then what is left is dropped and counted.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Start();
        _queue.Complete();
        await _stopping.CancelAsync();
        await using (cancellationToken.Register(_abandoned.Cancel))
        {
            await _loop!;
        }
    }

    /// <summary>Stops within <see cref="StopBound"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(StopBound, _time);
        await StopAsync(bound.Token);
    }

    private async Task WriteLoopAsync()
    {
        while (await _queue.WaitAsync())
        {
            await GatherAsync();
            await StoreAsync(_queue.Take(LargestBatch));
        }
    }

    /// <summary>Waits until a batch is whole or has waited long enough, or no more records come.</summary>
    private async Task GatherAsync()
    {
        Task whole = _queue.WaitAsync(_batchSize);
        if (!whole.IsCompleted)
        {
            using var gathered = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            await Task.WhenAny(whole, Task.Delay(BatchDelay, _time, gathered.Token));
            await gathered.CancelAsync();
        }
    }

    private async Task StoreAsync(List<TrafficRecord> batch)
    {
        var backOff = new BackOff();
        while (!_abandoned.IsCancellationRequested)
        {
            try
            {
                await _store.WriteAsync(batch, _abandoned.Token).WaitAsync(_abandoned.Token);
                Stored(batch.Count);
                return;
            }
            catch (TrafficStoreException fault)
            {
                Fail(fault.Message);
                await PauseAsync(backOff.Next(), _abandoned.Token);
            }
            catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // Not the disk but this batch: it would fail forever, and hold up every later one.
                Fail($"A batch of the history could not be stored: {fault.Message}");
                break;
            }
        }

        Interlocked.Add(ref _lost, batch.Count);
    }

    private void Stored(int count)
    {
        Interlocked.Add(ref _written, count);
        if (_lastError is not null)
        {
            _lastError = null;
            Recovered?.Invoke();
        }

        Flushed?.Invoke();
    }

    private void Fail(string message)
    {
        bool isNews = _lastError is null;
        _lastError = message;
        if (isNews)
        {
            Faulted?.Invoke(message);
        }
    }

    private async Task PauseAsync(TimeSpan length, CancellationToken until) =>
        await Task.Delay(length, _time, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
