using Microsoft.Extensions.Hosting;

namespace OrleansProxy.Hosting.Memory;

/// <summary>
/// Gives memory back to the system once it has become quiet: the collector by itself runs when something is allocated, so what a busy hour left
/// behind would stay until the next one.
/// </summary>
internal sealed class QuietCollection(TimeProvider time) : BackgroundService
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Octets of large arrays from which on they stay where they are: moving them would hold everybody up for too long.</summary>
    private const long MuchToMove = 64 * 1024 * 1024;

    private const int LargeArrays = 3; // the collector's number of their generation

    private readonly QuietMoment _moment = new();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested
                && _moment.IsNow(GC.GetTotalAllocatedBytes(), GC.CollectionCount(GC.MaxGeneration)))
            {
                GC.Collect(GC.MaxGeneration, Mode(), blocking: true, compacting: true);
                NativeHeap.Trim();
            }
        }
    }

    /// <summary>All free memory at once, where that takes no long pause.</summary>
    private static GCCollectionMode Mode() => GC.GetGCMemoryInfo().GenerationInfo[LargeArrays].SizeAfterBytes < MuchToMove
        ? GCCollectionMode.Aggressive
        : GCCollectionMode.Forced;
}
