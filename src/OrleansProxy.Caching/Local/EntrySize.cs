using System.Numerics;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Local;

/// <summary>What stored responses cost in memory beside the octets of their bodies, a little on the high side.</summary>
internal static class EntrySize
{
    /// <summary>A segment's array header, its reference and its start.</summary>
    public const int Segment = 40;

    // Entry, body, head, field section, end point, and the nodes of the index and of the order, on a 64-bit machine.
    private const int Objects = 720;
    private const int FieldLine = 20;
    private const int LeastFieldLines = 16;

    /// <summary>The cost of an entry without its body.</summary>
    public static long Of(CacheKey key, ResponseHead head) =>
        Objects
        + (2L * (key.Host.Length + key.PathAndQuery.Length))
        + BitOperations.RoundUpToPowerOf2((uint)head.Length)
        + (FieldLine * BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastFieldLines, head.Fields.Count)));
}
