using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Rollups;

/// <summary>One rollup table. Immutable.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Unit">Microseconds that one value of its <c>time</c> spans.</param>
/// <param name="OnlyEverybody">Whether it has no lines of single clients.</param>
internal sealed record RollupLevel(string Table, long Unit, bool OnlyEverybody = false)
{
    /// <summary>The rollups of a shape, the finest first. A unit is a multiple of the one before.</summary>
    public static IReadOnlyList<RollupLevel> Of(RollupShape shape) => shape switch
    {
        RollupShape.Result => Results,
        RollupShape.Host => Hosts,
        _ => Statuses,
    };

    private static RollupLevel[] Results { get; } =
    [
        new("rollup_minute", UnixTime.Minute),
        new("rollup_hour", UnixTime.Hour),
        new("rollup_day", UnixTime.Day),
        new("rollup_block", UnixTime.Block),
    ];

    private static RollupLevel[] Hosts { get; } =
    [
        new("rollup_host_hour", UnixTime.Hour),
        new("rollup_host_day", UnixTime.Day),
        new("rollup_host_block", UnixTime.Block, OnlyEverybody: true),
    ];

    private static RollupLevel[] Statuses { get; } =
    [
        new("rollup_status_hour", UnixTime.Hour),
        new("rollup_status_day", UnixTime.Day),
    ];
}
