using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Local;
using OrleansProxy.Grains;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Silo.Tests.WithOrleans;

/// <summary>Silos in this process whose containers hold the ports over grains, as the program's does.</summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    /// <summary>Patience that no healthy cluster comes near, so that no test meets a fallback by being slow.</summary>
    public static readonly GrainCallTiming Patient = new() { AnswerTimeout = TimeSpan.FromSeconds(30) };

    private readonly InProcessTestCluster _cluster;

    private GrainCluster(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>The container of each silo.</summary>
    public IReadOnlyList<IServiceProvider> Nodes => [.. _cluster.Silos.Select(silo => silo.ServiceProvider)];

    public static async Task<GrainCluster> StartAsync(
        short silos, IRuleStore store, BlacklistOptions? blacklist = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((options, silo) => silo.Services
            .AddSingleton(store)
            .AddSingleton(blacklist ?? new BlacklistOptions())
            .AddSingleton(new RateLimitOptions())
            .AddSingleton(Patient)
            .AddSingleton(new NodeName(options.SiloName))
            .AddGrainPorts(_ => new LocalResponseCache(new CacheOptions(), TimeProvider.System)));
        var cluster = new GrainCluster(builder.Build());
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
