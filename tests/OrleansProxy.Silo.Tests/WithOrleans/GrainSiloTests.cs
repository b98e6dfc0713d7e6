using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Local;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Silo.WithOrleans;

namespace OrleansProxy.Silo.Tests.WithOrleans;

public sealed class GrainSiloTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_becomes_a_silo_that_limits_and_blocks_and_stops()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services
            .AddLogging()
            .AddSingleton(new RateLimitOptions { Count = 2, Period = TimeSpan.FromHours(1) })
            .AddSingleton(new BlacklistOptions { Rules = ["configured.example"] })
            .AddSingleton<IRuleStore, InMemoryRuleStore>();
        (int siloPort, int gatewayPort) = FreePorts();
        builder.UseGrainSilo(_ => new LocalResponseCache(new CacheOptions(), TimeProvider.System), siloPort, gatewayPort);
        using IHost host = builder.Build();
        await host.StartAsync(Cancellation);

        IRateLimits limits = host.Services.GetRequiredService<IRateLimits>();
        Assert.True((await limits.AcquireAsync(IPAddress.Loopback, 2, Cancellation)).Allowed);
        Assert.False((await limits.AcquireAsync(IPAddress.Loopback, 1, Cancellation)).Allowed);
        IRuleBook rules = host.Services.GetRequiredService<IRuleBook>();
        await rules.AddAsync(new("added.example"), Cancellation);
        Assert.Equal(RuleEffect.Block, rules.Current.Decide("added.example").Effect);
        Assert.Equal(RuleEffect.Block, rules.Current.Decide("configured.example").Effect);

        await host.StopAsync(Cancellation);
    }

    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
