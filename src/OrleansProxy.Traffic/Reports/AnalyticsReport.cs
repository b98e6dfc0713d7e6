using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports;

/// <summary>What the command <c>analytics</c> tells of a range.</summary>
/// <param name="Range">The range that was asked for.</param>
/// <param name="Totals">Sums; blocked and rate limited requests are among them.</param>
/// <param name="TopDomains">The hosts with the most requests, the greatest first.</param>
/// <param name="TopBlocked">The hosts that were blocked most often, the greatest first.</param>
/// <param name="TopClients">The clients with the most requests, the greatest first.</param>
public sealed record AnalyticsReport(
    TimeRange Range,
    TrafficTotals Totals,
    IReadOnlyList<DomainTotals> TopDomains,
    IReadOnlyList<DomainTotals> TopBlocked,
    IReadOnlyList<ClientTotals> TopClients)
{
    /// <summary>Asks the history.</summary>
    /// <param name="history">The history to ask.</param>
    /// <param name="range">The range; <see cref="TimeRange.All"/> for everything that is stored.</param>
    /// <param name="top">The length of each list, at most 1,000.</param>
    /// <param name="cancellationToken">Gives the questions up.</param>
    /// <exception cref="Recording.TrafficStoreException">The store cannot be read.</exception>
    public static async Task<AnalyticsReport> ReadAsync(
        ITrafficHistory history, TimeRange range, int top, CancellationToken cancellationToken) => new(
            range,
            await history.TotalsAsync(new(range), cancellationToken),
            await history.TopDomainsAsync(new(range), DomainOrder.Requests, top, cancellationToken),
            await history.TopDomainsAsync(new(range), DomainOrder.Blocked, top, cancellationToken),
            await history.TopClientsAsync(new(range), top, cancellationToken));
}
