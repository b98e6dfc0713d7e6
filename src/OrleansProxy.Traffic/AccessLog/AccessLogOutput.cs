using System.Runtime.InteropServices;
using OrleansProxy.Traffic.Background;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// The queue in front of one destination and the loop that empties it. One that blocks (a terminal that was halted) holds up
/// no other, and one that fails is tried again with the next lines. Thread-safe.
/// </summary>
internal sealed class AccessLogOutput : IAsyncDisposable
{
    /// <summary>Records that may wait; past it the oldest batch is dropped.</summary>
    public const int QueueLength = 20_000;

    /// <summary>How long <see cref="DisposeAsync"/> gives the queue to reach the destination.</summary>
    public static readonly TimeSpan StopBound = TimeSpan.FromSeconds(5);

    private const int BatchSize = 1_000;
    private const int WriteBytes = 128 * 1024; // bounds the buffer, whatever clients send
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(100);

    private readonly IAccessLogDestination _destination;
    private readonly IAccessLogFormat _format;
    private readonly TimeProvider _time;
    private readonly Action<string> _faulted;
    private readonly RecordQueue _queue = new(QueueLength, BatchSize);
    private readonly LogBuffer _lines = new(); // the loop's
    private readonly WriterThread _thread;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _written, _lost;
    private volatile string? _lastError;

    /// <summary>Begins to write at once; <paramref name="faulted"/> is told once of each outage.</summary>
    public AccessLogOutput(
        IAccessLogDestination destination, IAccessLogFormat format, TimeProvider time, Action<string> faulted)
    {
        _destination = destination;
        _format = format;
        _time = time;
        _faulted = faulted;
        _thread = new WriterThread($"access log to {destination.Name}");
        _loop = _thread.RunAsync(WriteLoopAsync);
    }

    /// <summary>Lines written.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Lines lost.</summary>
    public long Dropped => _queue.Dropped + Volatile.Read(ref _lost);

    /// <summary>Why the last lines could not be written; null while they can.</summary>
    public string? LastError => _lastError;

    /// <summary>Queues a line.</summary>
    public void Add(TrafficRecord record) => _queue.Add(record);

    /// <summary>Takes no more and returns once the queue is written, or after <see cref="StopBound"/>.</summary>
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
            _faulted($"Stopped with {_queue.Count} lines of the access log unwritten: {_destination.Name} does not take them.");
        }
    }

    private async Task WriteLoopAsync()
    {
        using (_thread)
        using (_destination)
        {
            while (await _queue.WaitAsync())
            {
                if (_queue.Count < BatchSize)
                {
                    await Task.Delay(BatchDelay, _time, _stopping.Token).ConfigureAwait(
                        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                }

                Write(_queue.Take(BatchSize));
            }
        }
    }

    private void Write(List<TrafficRecord> batch)
    {
        for (int next = 0; next < batch.Count;)
        {
            next += WriteFirst(CollectionsMarshal.AsSpan(batch)[next..]);
        }
    }

    /// <summary>Writes the first of the records, up to the bound of one write; returns how many those were.</summary>
    private int WriteFirst(ReadOnlySpan<TrafficRecord> records)
    {
        _lines.Clear();
        int count = 0;
        try
        {
            while (count < records.Length && _lines.Length < WriteBytes)
            {
                _format.Append(records[count++], _lines);
            }

            _destination.Write(_lines.Written);
            Interlocked.Add(ref _written, count);
            _lastError = null;
        }
        catch (Exception fault)
        {
            // Whatever it is, the lines are lost, that is counted and said, and the next ones are tried: this loop must not end.
            Interlocked.Add(ref _lost, count);
            bool isNews = _lastError is null;
            _lastError = fault.Message;
            if (isNews)
            {
                _faulted($"The access log cannot be written to {_destination.Name}: {fault.Message}");
            }
        }

        return count;
    }
}
