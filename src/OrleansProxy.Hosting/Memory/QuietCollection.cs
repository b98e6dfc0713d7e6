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
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        }
    }
}
