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
    public async Task The_directory_names_the_node_that_stored_until_another_one_invalidates()
    {
        var key = new CacheKey("holder.example", 80, "/");
        IResponseCache[] nodes = [On(cluster.Nodes[0], new()), On(cluster.Nodes[1], new())];
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using (IFetchLease lease = await LeaseAsync(nodes[0], key))
        {
            ResponseToStore response = Messages.Ok("Cache-Control: max-age=600", "ETag: \"a\"").At(now, 5);
            await using IBodySink sink = (await nodes[0].StoreAsync(lease, Messages.Get(), response, Cancellation))!;
            await sink.WriteAsync("hello"u8.ToArray(), Cancellation);
            Assert.True(await sink.CompleteAsync(Cancellation));
        }

        IGrainFactory grains = cluster.Nodes[1].GetRequiredService<IGrainFactory>();
        ICacheGrain entry = grains.GetGrain<ICacheGrain>("http://holder.example:80/");
        Assert.Equal((Name(cluster.Nodes[0]), "\"a\"", now), await entry.FindAsync());

        await nodes[1].InvalidateAsync(key, Cancellation);
        Assert.Equal(("", "", default), await entry.FindAsync());
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

    private static string Name(IServiceProvider node) => node.GetRequiredService<NodeName>().Value;

    private static GrainResponseCache On(IServiceProvider node, CacheOptions options) => new(
        new LocalResponseCache(options, TimeProvider.System),
        node.GetRequiredService<IGrainFactory>(),
        node.GetRequiredService<NodeName>(),
        GrainCluster.Patient,
        TimeProvider.System,
        node.GetRequiredService<ILogger<GrainResponseCache>>());
}
