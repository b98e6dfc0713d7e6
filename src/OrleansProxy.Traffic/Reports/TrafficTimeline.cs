using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports;

/// <summary>
/// A range as bars in local time, which the history does not know: it is asked for bars of at most an hour, and these are added up, so
/// that a day is a day of this place, also where clocks are changed.
/// </summary>
/// <param name="Length">How long a bar is.</param>
/// <param name="Bars">The bars, oldest first, empty bars included.</param>
public sealed record TrafficTimeline(BarLength Length, IReadOnlyList<ReportBar> Bars)
{
    private const int BarsAsked = 4_000; // a question has a bound, and a range may have more hours

    /// <summary>Asks the history.</summary>
    /// <param name="history">The history to ask.</param>
    /// <param name="scope">What is asked of; both ends of its range are real instants.</param>
    /// <param name="zone">The local time.</param>
    /// <param name="cancellationToken">Gives the questions up.</param>
    /// <exception cref="Recording.TrafficStoreException">The store cannot be read.</exception>
    public static async Task<TrafficTimeline> ReadAsync(
        ITrafficHistory history, TrafficScope scope, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var length = BarLength.For(scope);
        var bars = new SortedDictionary<DateTime, ReportBar>();
        foreach (TrafficScope piece in Pieces(scope, length.Unit))
        {
            foreach (TrafficPoint point in await history.SeriesAsync(piece, length.Unit, cancellationToken).ConfigureAwait(false))
            {
                Add(bars, length, zone, point);
            }

            foreach (TtfbPoint point in await history.FirstByteSeriesAsync(piece, length.Unit, cancellationToken).ConfigureAwait(false))
            {
                DateTime start = length.StartOf(Local(point.Start, zone));
                if (bars.TryGetValue(start, out ReportBar? bar) && point.Times.Count > 0)
                {
                    bars[start] = bar with { Times = bar.Times.Add(point.Times) };
                }
            }
        }

        return new TrafficTimeline(length, [.. bars.Values]);
    }

    /// <summary>Requests by hour of the local day, 24 sums.</summary>
    public static async Task<IReadOnlyList<long>> HoursOfDayAsync(
        ITrafficHistory history, TrafficScope scope, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        long[] hours = new long[24];
        TimeSpan hour = TimeSpan.FromHours(1);
        foreach (TrafficScope piece in Pieces(scope, hour))
        {
            foreach (TrafficPoint point in await history.SeriesAsync(piece, hour, cancellationToken).ConfigureAwait(false))
            {
                hours[Local(point.Start, zone).Hour] += point.Requests;
            }
        }

        return hours;
    }

    private static void Add(SortedDictionary<DateTime, ReportBar> bars, BarLength length, TimeZoneInfo zone, TrafficPoint point)
    {
        DateTime start = length.StartOf(Local(point.Start, zone));
        ReportBar bar = bars.GetValueOrDefault(start) ?? new ReportBar(start, 0, 0, 0, 0, 0, TtfbHistogram.Empty);
        bars[start] = bar with
        {
            Requests = bar.Requests + point.Requests,
            Blocked = bar.Blocked + point.Blocked,
            RateLimited = bar.RateLimited + point.RateLimited,
            BytesSent = bar.BytesSent + point.BytesSent,
            BytesReceived = bar.BytesReceived + point.BytesReceived,
        };
    }

    private static DateTime Local(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone).DateTime;

    /// <summary>The scope cut into ranges that begin and end with a bar, so that no bar is asked for twice.</summary>
    private static IEnumerable<TrafficScope> Pieces(TrafficScope scope, TimeSpan bar)
    {
        for (DateTimeOffset from = Floor(scope.Range.From, bar); from < scope.Range.To; from += bar * BarsAsked)
        {
            DateTimeOffset end = from + (bar * BarsAsked);
            yield return scope with { Range = new TimeRange(from, end < scope.Range.To ? end : scope.Range.To) };
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan bar) =>
        DateTimeOffset.UnixEpoch + (bar * ((time - DateTimeOffset.UnixEpoch).Ticks / bar.Ticks));
}
