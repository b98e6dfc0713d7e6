using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Tests.Contracts;

namespace OrleansProxy.Silo.Tests.WithOrleans.Limits;

public sealed class GrainRateLimitsContractTests(ClusterFixture cluster) : RateLimitsContract, IClassFixture<ClusterFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_share_one_limit()
    {
        var options = new RateLimitOptions { Count = 10, Period = TimeSpan.FromHours(1) };
        IRateLimits[] nodes = [On(cluster.Nodes[0], options), On(cluster.Nodes[1], options)];
        var client = IPAddress.Parse("198.51.100.1");
        for (int request = 0; request < 10; request++)
        {
            RateLimitDecision passed = await nodes[request % 2].AcquireAsync(client, 1, Cancellation);
            Assert.True(passed.Allowed);
            Assert.Equal(request + 1, passed.Count);
        }

        Assert.False((await nodes[0].AcquireAsync(client, 1, Cancellation)).Allowed);
        Assert.False((await nodes[1].AcquireAsync(client, 1, Cancellation)).Allowed);
    }

    [Fact]
    public async Task Of_many_requests_over_two_nodes_at_the_same_time_exactly_Count_pass()
    {
        var options = new RateLimitOptions { Count = 100, Period = TimeSpan.FromHours(1) };
        IRateLimits[] nodes = [On(cluster.Nodes[0], options), On(cluster.Nodes[1], options)];
        var client = IPAddress.Parse("198.51.100.2");
        RateLimitDecision[] decisions = await Task.WhenAll(Enumerable.Range(0, 200).Select(request => Task.Run(
            async () => await nodes[request % 2].AcquireAsync(client, 1, Cancellation), Cancellation)));
        Assert.Equal(100, decisions.Count(decision => decision.Allowed));
    }

    protected override ValueTask<IRateLimits> CreateAsync(RateLimitOptions options, TimeProvider time) =>
        new(On(cluster.Nodes[0], options));

    private static GrainRateLimits On(IServiceProvider node, RateLimitOptions options) => new(
        node.GetRequiredService<IGrainFactory>(),
        options,
        GrainCluster.Patient,
        TimeProvider.System,
        node.GetRequiredService<ILogger<GrainRateLimits>>());
}
