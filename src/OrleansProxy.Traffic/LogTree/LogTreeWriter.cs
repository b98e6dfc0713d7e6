using OrleansProxy.Traffic.Background;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>
/// Writes the tree of the older Python proxy beside everything else: a file a host and day of what was carried, one a day of what was
/// blocked, and a summary of the run each hour and at the end. Off the caller's thread; a disk that fails costs lines, which are
/// counted, and is tried again with the next. Thread-safe; <see cref="Faulted"/> is raised on the writer's thread.
/// </summary>
public sealed class LogTreeWriter : ITrafficSink, IAsyncDisposable
{
    /// <summary>How long <see cref="DisposeAsync"/> gives what waits to reach the disk.</summary>
    public static readonly TimeSpan StopBound = TimeSpan.FromSeconds(5);

    /// <summary>How often the summary is written.</summary>
    public static readonly TimeSpan SummaryPeriod = TimeSpan.FromHours(1);

    /// <summary>Hosts a day that get a folder of their own; the rest of the day's share one.</summary>
    internal const int MaxHostsADay = 10_000;

    /// <summary>What may wait for the writer, in characters; past it the newest is dropped and counted. 32 MB.</summary>
    internal const int MaxWaiting = 16 * 1024 * 1024;

    private const int RecordCost = 512; // what a record takes without its head
    private const int MaxSummaryHosts = 20_000;
    private const int BatchSize = 1_000;
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private readonly RecordQueue _queue = new((MaxWaiting / RecordCost) + 1, BatchSize);
    private readonly LogTreeBatch _batch; // this and the two below: the writer thread's
    private readonly RunSummary _summary = new(MaxSummaryHosts);
    private readonly SummaryFiles _summaryFiles;
    private readonly WriterThread _thread = new("log tree");
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _waiting, _refused, _written, _lost;
    private volatile string? _lastError;

    /// <summary>Begins to write at once, and opens nothing before there is a line.</summary>
    /// <param name="folder">The folder of the tree.</param>
    /// <param name="time">Paces the writing, and knows the local time.</param>
    public LogTreeWriter(string folder, TimeProvider time)
    {
        string full = Path.GetFullPath(folder);
        _time = time;
        _batch = new LogTreeBatch(full, MaxHostsADay, time);
        _summaryFiles = new SummaryFiles(Path.Combine(full, "Summary Logs"));
        _loop = _thread.RunAsync(WriteLoopAsync);
    }

    /// <summary>Raised once for each outage, with a sentence for the operator. Must not throw.</summary>
    public event Action<string>? Faulted;

    /// <inheritdoc />
    public bool WantsHeads => true;

    /// <summary>Lines written.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Lines lost since the start.</summary>
    public long Dropped => _queue.Dropped + Volatile.Read(ref _refused) + Volatile.Read(ref _lost);

    /// <summary>Why the last lines could not be written; null while they can.</summary>
    public string? LastError => _lastError;

    /// <summary>
    /// Queues the line of a request, or of a tunnel that has ended. Everything that the tree will ever say of it comes in here, so
    /// this is where a record is to be made poorer if it says too much.
    /// </summary>
    public void Record(TrafficRecord record)
    {
        if (record.Result is TrafficResult.Served || record.IsOpen)
        {
            return;
        }

        int cost = Cost(record);
        if (Interlocked.Add(ref _waiting, cost) > MaxWaiting)
        {
            Interlocked.Add(ref _waiting, -cost);
            Interlocked.Increment(ref _refused);
            return;
        }

        _queue.Add(record);
    }

    /// <summary>Takes no more and returns once the lines and the summary are written, or after <see cref="StopBound"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Complete();
        await _stopping.CancelAsync();
        try
        {
            await _loop.WaitAsync(StopBound, _time);
        }
        catch (TimeoutException)
        {
            Faulted?.Invoke($"Stopped with {_queue.Count} lines unwritten: the disk does not take them.");
        }
    }

    private static int Cost(TrafficRecord record) => RecordCost + (record.Heads?.Request.Length ?? 0) + record.PathAndQuery.Length;

    private async Task WriteLoopAsync()
    {
        using (_thread)
        {
            Task<bool> next = _queue.WaitAsync();
            Task hour = Task.Delay(SummaryPeriod, _time, _stopping.Token);
            while (true)
            {
                await Task.WhenAny(next, hour);
                if (hour.IsCompletedSuccessfully)
                {
                    Try(() => _summaryFiles.Write(_summary));
                    hour = Task.Delay(SummaryPeriod, _time, _stopping.Token);
                }

                if (next.IsCompleted)
                {
                    if (!await next)
                    {
                        break;
                    }

                    await PauseAsync();
                    Write(_queue.Take(BatchSize));
                    next = _queue.WaitAsync();
                }
                else if (_stopping.IsCancellationRequested)
                {
                    await next;
                }
            }

            Try(() => _summaryFiles.Write(_summary));
        }
    }

    private async Task PauseAsync()
    {
        if (_queue.Count < BatchSize)
        {
            await Task.Delay(BatchDelay, _time, _stopping.Token).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void Write(List<TrafficRecord> records)
    {
        bool isWhole = true;
        foreach (IGrouping<string, TrafficRecord> file in records.GroupBy(_batch.PathOf))
        {
            bool isWritten = Try(() => _batch.Write(file.Key, file));
            Interlocked.Add(ref isWritten ? ref _written : ref _lost, file.Count());
            isWhole &= isWritten;
        }

        foreach (TrafficRecord record in records)
        {
            Interlocked.Add(ref _waiting, -Cost(record));
            if (record.Result is not TrafficResult.Blocked)
            {
                _summary.Add(record);
            }
        }

        if (isWhole)
        {
            _lastError = null;
        }
    }

    /// <summary>Whatever goes wrong is said, once an outage, and never ends the loop.</summary>
    private bool Try(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception fault)
        {
            bool isNews = _lastError is null;
            _lastError = fault.Message;
            if (isNews)
            {
                Faulted?.Invoke(fault.Message);
            }

            return false;
        }
    }
}
