using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Caching.Port;
using OrleansProxy.Grains.Cache;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Silo.Tests.WithOrleans;

public sealed class GrainPortsTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact]
    public void Each_node_has_its_ports_over_grains()
    {
        foreach (IServiceProvider node in cluster.Nodes)
        {
            Assert.Same(node.GetRequiredService<GrainRateLimits>(), node.GetRequiredService<IRateLimits>());
            Assert.Same(node.GetRequiredService<GrainRuleBook>(), node.GetRequiredService<IRuleBook>());
            Assert.IsType<GrainResponseCache>(node.GetRequiredService<IResponseCache>());
        }
    }
}
