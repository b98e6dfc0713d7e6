using OrleansProxy.Grains.Limits;

// Serializers and proxies for every grain interface beside this one.
[assembly: GenerateCodeForDeclaringAssembly(typeof(IRateLimitGrain))]

return 0;
