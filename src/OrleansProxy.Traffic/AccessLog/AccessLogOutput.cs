using System.Text;
using System.Threading.Channels;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>
/// The queue in front of one destination and the loop that empties it. One that blocks (a terminal that was halted) holds up
/// no other, and one that fails is tried again with the next lines. Thread-safe.
/// </summary>
internal sealed class AccessLogOutput : IAsyncDisposable
{
    /// <summary>Records that may wait; past it the oldest are dropped.</summary>
    public const int QueueLength = 20_000;

    /// <summary>How long <see cref="DisposeAsync"/> gives the queue to reach the destination.</summary>
    public static readonly TimeSpan StopBound = TimeSpan.FromSeconds(5);

    private const int BatchSize = 1_000;
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(100);

    private readonly IAccessLogDestination _destination;
    private readonly IAccessLogFormat _format;
    private readonly TimeProvider _time;
    private readonly Action<string> _faulted;
    private readonly Channel<TrafficRecord> _queue;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;
    private long _written, _dropped;
    private volatile string? _lastError;

    /// <summary>Begins to write at once; <paramref name="faulted"/> is told once of each outage.</summary>
    public AccessLogOutput(
        IAccessLogDestination destination, IAccessLogFormat format, TimeProvider time, Action<string> faulted)
    {
        _destination = destination;
        _format = format;
        _time = time;
        _faulted = faulted;
        _queue = Channel.CreateBounded<TrafficRecord>(
            new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _loop = Task.Run(WriteLoopAsync);
    }

    /// <summary>Lines written.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Lines lost.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Why the last lines could not be written; null while they can.</summary>
    public string? LastError => _lastError;

    /// <summary>Queues a line.</summary>
    public void Add(TrafficRecord record)
    {
        if (!_queue.Writer.TryWrite(record))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Takes no more and returns once the queue is written, or after <see cref="StopBound"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync();
        try
        {
            await _loop.WaitAsync(StopBound, _time);
        }
        catch (TimeoutException)
        {
            _faulted($"Stopped with {_queue.Reader.Count} lines of the access log unwritten: {_destination.Name} does not take them.");
        }
    }

    private async Task WriteLoopAsync()
    {
        var lines = new StringBuilder();
        using (_destination)
        {
            while (await _queue.Reader.WaitToReadAsync())
            {
                if (_queue.Reader.Count < BatchSize)
                {
                    await Task.Delay(BatchDelay, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                WriteBatch(lines);
            }
        }
    }

    private void WriteBatch(StringBuilder lines)
    {
        lines.Clear();
        int count = 0;
        try
        {
            while (count < BatchSize && _queue.Reader.TryRead(out TrafficRecord? record))
            {
                count++;
                _format.Append(record, lines);
            }

            _destination.Write(lines.ToString());
            Interlocked.Add(ref _written, count);
            _lastError = null;
        }
        catch (Exception fault)
        {
            // Whatever it is, the lines are lost, that is counted and said, and the next ones are tried: this loop must not end.
            Interlocked.Add(ref _dropped, count);
            bool isNews = _lastError is null;
            _lastError = fault.Message;
            if (isNews)
            {
                _faulted($"The access log cannot be written to {_destination.Name}: {fault.Message}");
            }
        }
    }
}
