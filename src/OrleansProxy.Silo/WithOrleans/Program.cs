using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Caching.Local;
using OrleansProxy.Grains.Limits;
using OrleansProxy.Hosting;
using OrleansProxy.Silo.WithOrleans;

// Serializers and proxies for every grain interface beside this one.
[assembly: GenerateCodeForDeclaringAssembly(typeof(IRateLimitGrain))]

// Read once by the runtime, when the first socket is made: completions then run where they arrive instead of being queued to
// another thread, which serves more requests a second.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

return await OrleansProxyProgram.RunAsync(
    args, builder => builder.UseGrainSilo(node => node.GetRequiredService<LocalResponseCache>()));
