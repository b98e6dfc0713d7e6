using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History;

/// <summary>The bars of a chart, in minutes or in hours since 1970. Bars begin at multiples of their length. Immutable.</summary>
/// <param name="IsHours">Whether the numbers are hours.</param>
/// <param name="First">Where the first bar begins.</param>
/// <param name="End">Where the last bar ends.</param>
/// <param name="Length">The length of a bar.</param>
internal sealed record SeriesBars(bool IsHours, long First, long End, long Length)
{
    /// <summary>Lays bars over a range, its ends rounded out to whole bars.</summary>
    /// <exception cref="ArgumentException">The bar is no whole number of minutes, or there would be too many.</exception>
    public static SeriesBars Of(TimeRange range, TimeSpan bar)
    {
        if (bar < TimeSpan.FromMinutes(1) || bar.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw new ArgumentException($"A bar is a whole number of minutes, not {bar}.", nameof(bar));
        }

        bool isHours = bar.Ticks % TimeSpan.TicksPerHour == 0;
        long length = bar.Ticks / (isHours ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute);
        long unit = length * (isHours ? UnixTime.Hour : UnixTime.Minute);
        long first = UnixTime.Floor(range.From, unit);
        long end = Math.Max(first, UnixTime.Ceiling(range.To, unit));
        return end - first <= SqliteTrafficHistory.MaxBars
            ? new SeriesBars(isHours, first * length, end * length, length)
            : throw new ArgumentException($"A chart has at most {SqliteTrafficHistory.MaxBars} bars, not {end - first}.", nameof(bar));
    }

    /// <summary>The answer's lines in their bars, an empty bar where there is no line.</summary>
    public IReadOnlyList<TrafficPoint> Fill(IEnumerable<RollupLine> lines)
    {
        var points = new TrafficPoint[(End - First) / Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new TrafficPoint(StartOf(i), 0, 0, 0, 0, 0);
        }

        foreach (RollupLine line in lines)
        {
            points[line.Bar] = new TrafficPoint(
                StartOf(line.Bar), line.Requests, line.Blocked, line.RateLimited, line.BytesSent, line.BytesReceived);
        }

        return points;
    }

    private DateTimeOffset StartOf(long bar) =>
        UnixTime.Instant((First + (bar * Length)) * (IsHours ? UnixTime.Hour : UnixTime.Minute));
}
