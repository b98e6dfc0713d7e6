using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports;

/// <summary>Finds out from when to when there is anything, so that a chart of everything does not begin in 1970.</summary>
internal static class HistoryExtent
{
    private static readonly TimeSpan Coarse = TimeSpan.FromDays(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The part of the scope's range that has requests, rounded out to hours but not past the range; null where there is none.</summary>
    /// <param name="history">The history to ask.</param>
    /// <param name="scope">What is asked of; an end past an hour from now is drawn in.</param>
    /// <param name="now">This instant.</param>
    /// <param name="cancellationToken">Gives the questions up.</param>
    public static async Task<TimeRange?> FindAsync(
        ITrafficHistory history, TrafficScope scope, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset latest = now + Hour;
        TimeRange range = scope.Range.To > latest ? scope.Range with { To = latest } : scope.Range;
        if (range.From >= range.To)
        {
            return null;
        }

        TrafficScope within = scope with { Range = range };
        TrafficPoint[] coarse = await UsedAsync(history, within, Coarse, cancellationToken).ConfigureAwait(false);
        if (coarse.Length == 0)
        {
            return null;
        }

        TrafficPoint[] first = await UsedAsync(history, Narrow(within, coarse[0]), Hour, cancellationToken).ConfigureAwait(false);
        TrafficPoint[] last = await UsedAsync(history, Narrow(within, coarse[^1]), Hour, cancellationToken).ConfigureAwait(false);
        return first.Length == 0 || last.Length == 0 ? null : Narrow(range, first[0].Start, last[^1].Start + Hour);
    }

    private static async Task<TrafficPoint[]> UsedAsync(
        ITrafficHistory history, TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken) =>
        [.. (await history.SeriesAsync(scope, bar, cancellationToken).ConfigureAwait(false)).Where(point => point.Requests > 0)];

    private static TrafficScope Narrow(TrafficScope scope, TrafficPoint bar) =>
        scope with { Range = Narrow(scope.Range, bar.Start, bar.Start + Coarse) };

    private static TimeRange Narrow(TimeRange range, DateTimeOffset from, DateTimeOffset to) =>
        new(range.From > from ? range.From : from, range.To < to ? range.To : to);
}
