using OrleansProxy.Storage.Rollups;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>Whole units of one rollup. Immutable.</summary>
/// <param name="Level">The rollup.</param>
/// <param name="First">The first unit since 1970.</param>
/// <param name="End">The unit after the last.</param>
internal sealed record RollupSegment(RollupLevel Level, long First, long End);
