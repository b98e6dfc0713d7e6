using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Local;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Silo.WithOrleans;

// Serializers and proxies for every grain interface beside this one.
[assembly: GenerateCodeForDeclaringAssembly(typeof(IRateLimitGrain))]

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services
    .AddSingleton(TimeProvider.System)
    .AddSingleton(new RateLimitOptions())
    .AddSingleton(new BlacklistOptions())
    .AddSingleton(new CacheOptions())
    .AddSingleton<IRuleStore, InMemoryRuleStore>();
builder.UseGrainSilo(node => new LocalResponseCache(
    node.GetRequiredService<CacheOptions>(), node.GetRequiredService<TimeProvider>()));
using IHost host = builder.Build();
await host.RunAsync();
return 0;
