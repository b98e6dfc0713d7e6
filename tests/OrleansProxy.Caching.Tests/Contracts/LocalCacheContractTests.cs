using OrleansProxy.Caching.Local;
using OrleansProxy.Caching.Port;

namespace OrleansProxy.Caching.Tests.Contracts;

public sealed class LocalCacheContractTests : CacheContract
{
    protected override IResponseCache Create(CacheOptions options) => new LocalResponseCache(options, TimeProvider.System);
}
