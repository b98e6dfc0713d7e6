using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>Cuts ranges of time into units of rollups: coarse ones in the middle, ever finer ones towards the ends.</summary>
internal static class RollupRange
{
    /// <summary>The units of a range, whose ends are rounded out to whole units of the finest rollup; oldest first.</summary>
    /// <param name="range">The range.</param>
    /// <param name="levels">The rollups, finest first, each unit a multiple of the one before.</param>
    public static List<RollupSegment> Cut(TimeRange range, IReadOnlyList<RollupLevel> levels)
    {
        var segments = new List<RollupSegment>();
        long unit = levels[0].Unit;
        Cut(UnixTime.Floor(range.From, unit) * unit, UnixTime.Ceiling(range.To, unit) * unit, levels, levels.Count - 1, segments);
        return segments;
    }

    private static void Cut(long from, long to, IReadOnlyList<RollupLevel> levels, int coarsest, List<RollupSegment> segments)
    {
        if (from >= to)
        {
            return;
        }

        long unit = levels[coarsest].Unit;
        long first = -UnixTime.FloorDivide(-from, unit), end = UnixTime.FloorDivide(to, unit);
        if (first < end)
        {
            Cut(from, first * unit, levels, coarsest - 1, segments);
            segments.Add(new RollupSegment(levels[coarsest], first, end));
            Cut(end * unit, to, levels, coarsest - 1, segments);
        }
        else
        {
            Cut(from, to, levels, coarsest - 1, segments);
        }
    }
}
