using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansProxy.Caching.Port;
using OrleansProxy.Grains;
using OrleansProxy.Grains.Cache;

namespace OrleansProxy.Silo.WithOrleans;

/// <summary>Makes a host a silo of its own cluster on this machine, whose ports are those over grains.</summary>
internal static class GrainSilo
{
    /// <summary>Where silos talk to each other, unless told otherwise: Orleans' own default.</summary>
    private const int DefaultSiloPort = 11111;

    /// <summary>Where clients of the cluster come in, unless told otherwise: Orleans' own default.</summary>
    private const int DefaultGatewayPort = 30000;

    /// <summary>Adds the silo, then the ports; <see cref="GrainPorts.AddGrainPorts"/> says what they need.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="localCache">Makes this node's own store.</param>
    /// <param name="siloPort">On loopback, 1 to 65535.</param>
    /// <param name="gatewayPort">On loopback, 1 to 65535.</param>
    public static void UseGrainSilo(
        this IHostApplicationBuilder builder,
        Func<IServiceProvider, IResponseCache> localCache,
        int siloPort = DefaultSiloPort,
        int gatewayPort = DefaultGatewayPort)
    {
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .Configure<GrainCollectionOptions>(ForgetIdleUrlsSoon));
        builder.Services.AddGrainPorts(localCache);
    }

    /// <summary>A crawl makes a grain of each URL that it misses; two minutes after the last use they can go.</summary>
    internal static void ForgetIdleUrlsSoon(GrainCollectionOptions options) =>
        options.ClassSpecificCollectionAge[typeof(CacheGrain).FullName!] = TimeSpan.FromMinutes(2);
}
