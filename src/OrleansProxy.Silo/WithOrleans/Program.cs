using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Caching.Local;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Hosting;
using OrleansProxy.Silo.WithOrleans;

// Serializers and proxies for every grain interface beside this one.
[assembly: GenerateCodeForDeclaringAssembly(typeof(IRateLimitGrain))]

return await OrleansProxyProgram.RunAsync(
    args, builder => builder.UseGrainSilo(node => node.GetRequiredService<LocalResponseCache>()));
