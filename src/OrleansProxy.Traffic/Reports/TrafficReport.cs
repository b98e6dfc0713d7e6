using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports;

/// <summary>What <c>stats</c> and <c>report</c> tell of a scope. Immutable.</summary>
public sealed record TrafficReport
{
    /// <summary>What was asked of, its range drawn in to where there are requests; as asked where there is none.</summary>
    public required TrafficScope Scope { get; init; }

    /// <summary>The local time that hours and bars are given in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Sums; the refused are among the requests.</summary>
    public required TrafficTotals Totals { get; init; }

    /// <summary>The hosts with the most requests, the greatest first.</summary>
    public required IReadOnlyList<DomainTotals> TopDomains { get; init; }

    /// <summary>The hosts that were blocked most often, the greatest first.</summary>
    public required IReadOnlyList<DomainTotals> TopBlocked { get; init; }

    /// <summary>The clients with the most requests, the greatest first.</summary>
    public required IReadOnlyList<ClientTotals> TopClients { get; init; }

    /// <summary>The statuses, the most frequent first; none where the scope has a domain, by which they are not kept.</summary>
    public required IReadOnlyList<StatusTotals> Statuses { get; init; }

    /// <summary>The times to first byte.</summary>
    public required TtfbHistogram Times { get; init; }

    /// <summary>The hosts that took longest to answer, the slowest first.</summary>
    public required IReadOnlyList<DomainLatency> Slowest { get; init; }

    /// <summary>Requests by hour of the local day, 24 sums.</summary>
    public required IReadOnlyList<long> HoursOfDay { get; init; }

    /// <summary>Asks the history.</summary>
    /// <param name="history">The history to ask.</param>
    /// <param name="scope">What is asked of; its range may be <see cref="TimeRange.All"/>.</param>
    /// <param name="top">The length of each list, at most 100.</param>
    /// <param name="time">The clock, and the local time.</param>
    /// <param name="cancellationToken">Gives the questions up.</param>
    /// <exception cref="Recording.TrafficStoreException">The store cannot be read.</exception>
    public static async Task<TrafficReport> ReadAsync(
        ITrafficHistory history, TrafficScope scope, int top, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeRange? extent = await HistoryExtent.FindAsync(history, scope, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        TrafficScope asked = scope with { Range = extent ?? new TimeRange(scope.Range.From, scope.Range.From) };
        return new TrafficReport
        {
            Scope = extent is null ? scope : asked,
            Zone = time.LocalTimeZone,
            Totals = await history.TotalsAsync(asked, cancellationToken).ConfigureAwait(false),
            TopDomains = await history.TopDomainsAsync(asked, DomainOrder.Requests, top, cancellationToken).ConfigureAwait(false),
            TopBlocked = await history.TopDomainsAsync(asked, DomainOrder.Blocked, top, cancellationToken).ConfigureAwait(false),
            TopClients = await history.TopClientsAsync(asked, top, cancellationToken).ConfigureAwait(false),
            Statuses = asked.Domain is null ? await history.StatusesAsync(asked, cancellationToken).ConfigureAwait(false) : [],
            Times = await history.FirstByteTimesAsync(asked, cancellationToken).ConfigureAwait(false),
            Slowest = await history.SlowestDomainsAsync(asked, top, cancellationToken).ConfigureAwait(false),
            HoursOfDay = await TrafficTimeline
                .HoursOfDayAsync(history, asked, time.LocalTimeZone, cancellationToken).ConfigureAwait(false),
        };
    }
}
