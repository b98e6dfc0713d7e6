using System.Runtime.CompilerServices;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.Recording;

/// <summary>The counts of a <see cref="TtfbHistogram"/>'s buckets, in place.</summary>
[InlineArray(TtfbHistogram.BucketCount)]
internal struct TtfbCounts
{
    private int _first;
}
