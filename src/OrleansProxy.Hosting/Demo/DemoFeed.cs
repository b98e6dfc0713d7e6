using Microsoft.Extensions.Hosting;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Demo;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Hosting.Demo;

/// <summary>Fills the demo's database with a month of synthetic traffic, then keeps some coming.</summary>
internal sealed class DemoFeed(IRuleBook rules, ITrafficStore store, ITrafficSink sink, TimeProvider time) : BackgroundService
{
    private const int Seed = 20_260_301;
    private const int BatchSize = 5_000;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (string pattern in SyntheticTraffic.BlockedPatterns)
        {
            await rules.AddAsync(new RuleDraft(pattern, "Blocks part of the demo's traffic"), cancellationToken).ConfigureAwait(false);
        }

        DateTimeOffset now = time.GetUtcNow();
        foreach (TrafficRecord[] batch in new SyntheticTraffic(Seed).Between(now - Month, now).Chunk(BatchSize))
        {
            await store.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var traffic = new SyntheticTraffic(Seed + 1);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (TrafficRecord record in traffic.Next(time.GetUtcNow()))
            {
                sink.Record(record);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
