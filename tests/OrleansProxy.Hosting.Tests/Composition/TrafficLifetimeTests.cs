using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Hosting.Composition;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Portal.Live;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Demo;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Hosting.Tests.Composition;

public sealed class TrafficLifetimeTests
{
    private static readonly TrafficRecord Record =
        new SyntheticTraffic(1).Between(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)).First();

    private readonly LineLogger<TrafficLifetime> _log = new();

    [Fact]
    public async Task The_last_records_are_stored_even_when_the_hosts_patience_is_used_up()
    {
        var store = new Store(fails: false);
        await using ServiceProvider services = Services(store);
        TrafficLifetime lifetime = await StartAsync(services);
        services.GetRequiredService<TrafficRecorder>().Record(Record);

        await lifetime.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(1, store.Written);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task What_was_lost_is_said_at_the_end()
    {
        await using ServiceProvider services = Services(new Store(fails: true));
        TrafficLifetime lifetime = await StartAsync(services);
        services.GetRequiredService<TrafficRecorder>().Record(Record);

        await lifetime.StopAsync(TestContext.Current.CancellationToken);

        Assert.Collection(
            _log.Lines,
            line => Assert.StartsWith("Error: The history is not being written, requests are served: ", line, StringComparison.Ordinal),
            line => Assert.Equal("Warning: Lost since the start: 1 records of the history, 0 log lines", line));
    }

    private static ServiceProvider Services(Store store) => new ServiceCollection()
        .AddSingleton(new TrafficRecorder(store, new HistoryOptions(), TimeProvider.System))
        .BuildServiceProvider();

    private async Task<TrafficLifetime> StartAsync(ServiceProvider services)
    {
        var log = new AccessLogWriter(new LogOptions { File = "", Console = false }, null, TimeProvider.System);
        var lifetime = new TrafficLifetime(services, log, new HistoryPulse(), _log);
        await lifetime.StartAsync(TestContext.Current.CancellationToken);
        return lifetime;
    }

    private sealed class Store(bool fails) : ITrafficStore
    {
        public int Written { get; private set; }

        public Task WriteAsync(IReadOnlyList<TrafficRecord> batch, CancellationToken cancellationToken)
        {
            if (fails)
            {
                throw new InvalidOperationException("such a batch cannot be stored");
            }

            Written += batch.Count;
            return Task.CompletedTask;
        }
    }
}
