using System.Net;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>All that the dashboard shows of one range and client, read together. Immutable.</summary>
/// <param name="Totals">The sums.</param>
/// <param name="Series">The chart's bars, oldest first.</param>
/// <param name="TopDomains">The hosts asked for most.</param>
/// <param name="TopBlocked">The hosts blocked most.</param>
/// <param name="TopClients">The busiest clients of the range, whichever client is picked.</param>
/// <param name="AllClients">The clients of the last 30 days, to pick from.</param>
public sealed record DashboardData(
    TrafficTotals Totals,
    IReadOnlyList<TrafficPoint> Series,
    IReadOnlyList<DomainTotals> TopDomains,
    IReadOnlyList<DomainTotals> TopBlocked,
    IReadOnlyList<ClientTotals> TopClients,
    IReadOnlyList<ClientTotals> AllClients)
{
    private const int TopCount = 8;
    private const int PickerCount = 100;

    /// <summary>Asks the history for everything, up to <paramref name="now"/>.</summary>
    /// <exception cref="Traffic.Recording.TrafficStoreException">The history cannot be read.</exception>
    internal static async Task<DashboardData> ReadAsync(
        ITrafficHistory history, RangeChoice choice, IPAddress? client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scope = new TrafficScope(choice.Until(now)) { Client = client };
        IReadOnlyList<ClientTotals> clients =
            await history.TopClientsAsync(new(RangeChoice.Month.Until(now)), PickerCount, cancellationToken);
        return new(
            await history.TotalsAsync(scope, cancellationToken),
            await history.SeriesAsync(scope, choice.Bar, cancellationToken),
            await history.TopDomainsAsync(scope, DomainOrder.Requests, TopCount, cancellationToken),
            await history.TopDomainsAsync(scope, DomainOrder.Blocked, TopCount, cancellationToken),
            await history.TopClientsAsync(scope with { Client = null }, TopCount, cancellationToken),
            clients);
    }
}
