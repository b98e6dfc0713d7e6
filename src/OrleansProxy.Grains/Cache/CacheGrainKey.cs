using System.Security.Cryptography;
using System.Text;
using OrleansProxy.Caching.Port;

namespace OrleansProxy.Grains.Cache;

/// <summary>Names the grain of a cache key: by its URL, so that people can read it, or by a digest where that is long.</summary>
internal static class CacheGrainKey
{
    private const int MaxReadableLength = 512;

    public static string Of(CacheKey key)
    {
        bool isIPv6 = key.Host.Contains(':', StringComparison.Ordinal);
        string url = isIPv6
            ? $"http://[{key.Host}]:{key.Port}{key.PathAndQuery}"
            : $"http://{key.Host}:{key.Port}{key.PathAndQuery}";
        return url.Length <= MaxReadableLength
            ? url
            : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))}";
    }
}
