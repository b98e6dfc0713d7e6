using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>Whom and what a row's sums are counted for. Immutable.</summary>
internal readonly record struct RollupSubject(long Client, long Host, TrafficResult Result, int Status);
