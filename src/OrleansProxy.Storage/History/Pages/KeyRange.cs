using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>Keys of rows, and the way through them. Immutable.</summary>
/// <param name="First">The lowest key.</param>
/// <param name="Last">The highest, itself included; below <paramref name="First"/> there is none.</param>
/// <param name="Direction">Which end comes first.</param>
internal sealed record KeyRange(long First, long Last, PageDirection Direction)
{
    /// <summary>Where the way begins.</summary>
    public long Start => IsDown ? Last : First;

    /// <summary>Whether the highest key comes first.</summary>
    public bool IsDown => Direction is PageDirection.Down;

    /// <summary>The ORDER BY of it.</summary>
    public string Order => IsDown ? "DESC" : "ASC";

    /// <summary>The keys from <paramref name="from"/> to before <paramref name="to"/> that are in a range of time.</summary>
    public static KeyRange Of(TimeRange? range, long from, long to, PageDirection direction) => new(
        Math.Max(from, range is { } lower ? UnixTime.Microseconds(lower.From) : 0),
        Math.Min(to, range is { } upper ? UnixTime.Microseconds(upper.To) : long.MaxValue) - 1,
        direction);

    /// <summary>Whether the way comes to a key before it comes to the other.</summary>
    public bool IsBefore(long key, long other) => IsDown ? key > other : key < other;

    /// <summary>The key next on the way.</summary>
    public long After(long key) => IsDown ? key - 1 : key + 1;

    /// <summary>Whether a key is in the range.</summary>
    public bool Contains(long key) => key >= First && key <= Last;
}
