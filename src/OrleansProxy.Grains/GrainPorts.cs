using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansProxy.Caching.Port;
using OrleansProxy.Grains.Cache;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Lists;

namespace OrleansProxy.Grains;

/// <summary>Puts the ports over grains into a container, in the place of those in one process.</summary>
public static class GrainPorts
{
    /// <summary>
    /// Replaces <see cref="IRateLimits"/>, <see cref="IRuleBook"/> and <see cref="IResponseCache"/>, and who takes their settings.
    /// To be called after the silo has been added, since <see cref="BlacklistFollower"/> starts after it. The container must have
    /// the options of these parts, <see cref="TimeProvider"/>, IRuleStore and logging; <see cref="NodeName"/> and
    /// <see cref="GrainCallTiming"/> are added where they are missing.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="localCache">Makes this node's own store, which the cluster's leases are put around.</param>
    public static IServiceCollection AddGrainPorts(
        this IServiceCollection services, Func<IServiceProvider, IResponseCache> localCache)
    {
        services.TryAddSingleton(new GrainCallTiming());
        services.TryAddSingleton(new NodeName($"{Environment.MachineName}:{Environment.ProcessId}"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GrainRateLimits>();
        services.AddSingleton<GrainRuleBook>();
        services.AddHostedService<BlacklistFollower>();
        services.Replace(ServiceDescriptor.Singleton<IRateLimits>(provider => provider.GetRequiredService<GrainRateLimits>()));
        services.Replace(ServiceDescriptor.Singleton<IRuleBook>(provider => provider.GetRequiredService<GrainRuleBook>()));
        services.Replace(ServiceDescriptor.Singleton<ILiveSettings<RateLimitOptions>>(provider => provider.GetRequiredService<GrainRateLimits>()));
        services.Replace(ServiceDescriptor.Singleton<ILiveSettings<BlacklistOptions>>(provider => provider.GetRequiredService<GrainRuleBook>()));
        services.Replace(ServiceDescriptor.Singleton<ILiveSettings<RuleLists>>(provider => provider.GetRequiredService<GrainRuleBook>()));
        services.Replace(ServiceDescriptor.Singleton<IResponseCache>(provider => new GrainResponseCache(
            localCache(provider),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<NodeName>(),
            provider.GetRequiredService<GrainCallTiming>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrainResponseCache>>())));
        return services;
    }
}
