using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Tests.Recording;

/// <summary>A store that keeps batches in memory, and fails while it is told to.</summary>
internal sealed class MemoryStore : ITrafficStore
{
    private readonly Lock _lock = new();
    private readonly List<IReadOnlyList<TrafficRecord>> _batches = [];

    public volatile Exception? Failure;

    public volatile int Attempts;

    public TaskCompletionSource? Gate { get; set; }

    public IReadOnlyList<IReadOnlyList<TrafficRecord>> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. _batches];
            }
        }
    }

    public IEnumerable<string> Paths => Batches.SelectMany(batch => batch).Select(record => record.PathAndQuery);

    public async Task WriteAsync(IReadOnlyList<TrafficRecord> batch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Attempts);
        if (Gate is { } gate)
        {
            await gate.Task;
        }

        if (Failure is { } failure)
        {
            throw failure;
        }

        lock (_lock)
        {
            _batches.Add(batch);
        }
    }
}
