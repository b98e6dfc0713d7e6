using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Local;
using OrleansProxy.Caching.Port;
using OrleansProxy.Caching.Tests;
using OrleansProxy.Caching.Tests.Contracts;
using OrleansProxy.Grains;
using OrleansProxy.Grains.Cache;

namespace OrleansProxy.Silo.Tests.WithOrleans.Cache;

public sealed class GrainResponseCacheContractTests(ClusterFixture cluster) : CacheContract, IClassFixture<ClusterFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_has_one_holder_in_the_cluster_and_passes_on_when_given_back()
    {
        var key = new CacheKey("lease.example", 80, "/");
        IResponseCache[] nodes = [On(cluster.Nodes[0], new()), On(cluster.Nodes[1], new())];
        IFetchLease? first = await nodes[0].TryLeaseAsync(key, Cancellation);
        Assert.NotNull(first);
        Assert.Null(await nodes[1].TryLeaseAsync(key, Cancellation));
        first.Dispose();
        using IFetchLease next = await LeaseAsync(nodes[1], key);
        Assert.Null(await nodes[0].TryLeaseAsync(key, Cancellation));
    }

    [Fact]
    public async Task What_another_node_invalidates_while_it_is_fetched_is_not_stored()
    {
        var key = new CacheKey("changed.example", 80, "/");
        IResponseCache[] nodes = [On(cluster.Nodes[0], new()), On(cluster.Nodes[1], new())];
        Assert.False(await StoreAsync(nodes[0], key, () => nodes[1].InvalidateAsync(key, Cancellation)));
        Assert.Null((await nodes[0].LookUpAsync(key, Messages.Get(), Cancellation)).Stored);

        Assert.True(await StoreAsync(nodes[0], key, () => ValueTask.CompletedTask));
        using IStoredResponse? stored = (await nodes[0].LookUpAsync(key, Messages.Get(), Cancellation)).Stored;
        Assert.NotNull(stored);
    }

    protected override IResponseCache Create(CacheOptions options) => On(cluster.Nodes[0], options);

    /// <summary>The word that a lease was given back travels alone, so who waits for it asks again.</summary>
    private static async Task<IFetchLease> LeaseAsync(IResponseCache node, CacheKey key)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(5));
        while (true)
        {
            if (await node.TryLeaseAsync(key, deadline.Token) is { } lease)
            {
                return lease;
            }

            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<bool> StoreAsync(IResponseCache node, CacheKey key, Func<ValueTask> meanwhile)
    {
        using IFetchLease lease = await LeaseAsync(node, key);
        ResponseToStore response = Messages.Ok("Cache-Control: max-age=600").At(DateTimeOffset.UtcNow, 5);
        await using IBodySink sink = (await node.StoreAsync(lease, Messages.Get(), response, Cancellation))!;
        await sink.WriteAsync("hello"u8.ToArray(), Cancellation);
        await meanwhile();
        return await sink.CompleteAsync(Cancellation);
    }

    private static GrainResponseCache On(IServiceProvider node, CacheOptions options) => new(
        new LocalResponseCache(options, TimeProvider.System),
        node.GetRequiredService<IGrainFactory>(),
        node.GetRequiredService<NodeName>(),
        GrainCluster.Patient,
        TimeProvider.System,
        node.GetRequiredService<ILogger<GrainResponseCache>>());
}
