using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Silo.Tests.WithOrleans;

/// <summary>A cluster of two silos, shared by the tests that need nothing of their own in it.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private GrainCluster? _cluster;

    /// <summary>The container of each silo.</summary>
    internal IReadOnlyList<IServiceProvider> Nodes => _cluster!.Nodes;

    public async ValueTask InitializeAsync() => _cluster = await GrainCluster.StartAsync(2, new InMemoryRuleStore());

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
