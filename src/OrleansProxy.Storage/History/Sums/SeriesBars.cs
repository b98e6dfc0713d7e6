using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>The bars of a chart over time, numbered since 1970. Immutable.</summary>
/// <param name="First">The first bar.</param>
/// <param name="End">The bar after the last.</param>
/// <param name="Length">The length of a bar, microseconds.</param>
internal sealed record SeriesBars(long First, long End, long Length)
{
    /// <summary>Bars that one chart may have.</summary>
    public const int MaxCount = 10_000;

    /// <summary>How many there are.</summary>
    public int Count => (int)(End - First);

    /// <summary>Lays bars over the range of a scope, its ends rounded out to whole bars.</summary>
    /// <exception cref="ArgumentException">
    /// The bar is no whole number of minutes, or of hours where the scope has a domain, or there would be too many.
    /// </exception>
    public static SeriesBars Of(TrafficScope scope, TimeSpan bar)
    {
        TimeSpan unit = scope.Domain is null ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        if (bar < unit || bar.Ticks % unit.Ticks != 0)
        {
            throw new ArgumentException($"A bar is a whole number of {(scope.Domain is null ? "minutes" : "hours")}, not {bar}.", nameof(bar));
        }

        long length = UnixTime.Microseconds(bar);
        long first = UnixTime.Floor(scope.Range.From, length);
        long end = Math.Max(first, UnixTime.Ceiling(scope.Range.To, length));
        return end - first <= MaxCount
            ? new SeriesBars(first, end, length)
            : throw new ArgumentException($"A chart has at most {MaxCount} bars, not {end - first}.", nameof(bar));
    }

    /// <summary>When a bar begins, counted from the first one.</summary>
    public DateTimeOffset StartOf(int bar) => UnixTime.Instant((First + bar) * Length);
}
