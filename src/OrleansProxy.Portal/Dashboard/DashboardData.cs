using System.Net;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>All that the dashboard shows of one range and client, read together. Immutable.</summary>
public sealed record DashboardData
{
    private const int TopCount = 8;
    private const int ActiveCount = 6;

    /// <summary>The client that was picked; null for all of them.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The length of a chart's bar.</summary>
    public TimeSpan Bar { get; init; }

    /// <summary>The sums.</summary>
    public required TrafficTotals Totals { get; init; }

    /// <summary>The sums of all clients, whichever is picked.</summary>
    public required TrafficTotals EverybodysTotals { get; init; }

    /// <summary>Requests and bytes over time, oldest first.</summary>
    public IReadOnlyList<TrafficPoint> Series { get; init; } = [];

    /// <summary>The times to first byte.</summary>
    public TtfbHistogram FirstByteTimes { get; init; } = TtfbHistogram.Empty;

    /// <summary>The times to first byte over time, oldest first.</summary>
    public IReadOnlyList<TtfbPoint> FirstByteSeries { get; init; } = [];

    /// <summary>The hosts asked for most.</summary>
    public IReadOnlyList<DomainTotals> TopDomains { get; init; } = [];

    /// <summary>The hosts blocked most.</summary>
    public IReadOnlyList<DomainTotals> TopBlocked { get; init; } = [];

    /// <summary>The hosts that took longest to answer.</summary>
    public IReadOnlyList<DomainLatency> Slowest { get; init; } = [];

    /// <summary>Every status that was sent, the most frequent first.</summary>
    public IReadOnlyList<StatusTotals> Statuses { get; init; } = [];

    /// <summary>The busiest clients of the range, and the one that is picked among them, wherever it stands.</summary>
    public IReadOnlyList<ClientTotals> TopClients { get; init; } = [];

    /// <summary>The activity of the busiest clients, or of the one that is picked.</summary>
    public IReadOnlyList<ClientSeries> Activity { get; init; } = [];

    /// <summary>The activity of all clients; empty unless one is picked, to hold it against.</summary>
    public IReadOnlyList<TrafficPoint> EverybodysSeries { get; init; } = [];

    /// <summary>Asks the history for everything; what it is asked at a time is for the store to bound.</summary>
    /// <exception cref="Traffic.Recording.TrafficStoreException">The history cannot be read.</exception>
    internal static async Task<DashboardData> ReadAsync(
        ITrafficHistory history, TimeRange range, TimeSpan bar, IPAddress? client, CancellationToken cancellationToken)
    {
        var everybody = new TrafficScope(range);
        TrafficScope scope = everybody with { Client = client };
        Task<TrafficTotals> totals = history.TotalsAsync(scope, cancellationToken);
        Task<TrafficTotals> everybodysTotals = client is null ? totals : history.TotalsAsync(everybody, cancellationToken);
        Task<IReadOnlyList<TrafficPoint>> series = history.SeriesAsync(scope, bar, cancellationToken);
        Task<IReadOnlyList<TrafficPoint>>? everybodysSeries = client is null ? null : history.SeriesAsync(everybody, bar, cancellationToken);
        Task<TtfbHistogram> times = history.FirstByteTimesAsync(scope, cancellationToken);
        Task<IReadOnlyList<TtfbPoint>> timesSeries = history.FirstByteSeriesAsync(scope, bar, cancellationToken);
        Task<IReadOnlyList<DomainTotals>> domains = history.TopDomainsAsync(scope, DomainOrder.Requests, TopCount, cancellationToken);
        Task<IReadOnlyList<DomainTotals>> blocked = history.TopDomainsAsync(scope, DomainOrder.Blocked, TopCount, cancellationToken);
        Task<IReadOnlyList<DomainLatency>> slowest = history.SlowestDomainsAsync(scope, TopCount, cancellationToken);
        Task<IReadOnlyList<StatusTotals>> statuses = history.StatusesAsync(scope, cancellationToken);
        Task<IReadOnlyList<ClientTotals>> clients = history.TopClientsAsync(everybody, TopCount, cancellationToken);
        Task<IReadOnlyList<ClientTotals>> picked = client is null ? clients : history.TopClientsAsync(scope, 1, cancellationToken);
        Task<IReadOnlyList<ClientSeries>> activity = history.ClientSeriesAsync(scope, bar, ActiveCount, cancellationToken);
        await Task.WhenAll(
            totals, everybodysTotals, series, everybodysSeries ?? Task.CompletedTask, times, timesSeries, domains, blocked, slowest,
            statuses, clients, picked, activity);
        return new()
        {
            Client = client,
            Bar = bar,
            Totals = await totals,
            EverybodysTotals = await everybodysTotals,
            Series = await series,
            EverybodysSeries = everybodysSeries is null ? [] : await everybodysSeries,
            FirstByteTimes = await times,
            FirstByteSeries = await timesSeries,
            TopDomains = await domains,
            TopBlocked = await blocked,
            Slowest = await slowest,
            Statuses = await statuses,
            TopClients = WithPicked(await clients, await picked),
            Activity = await activity,
        };
    }

    /// <summary>The picked client takes the last place where it is not among the busiest.</summary>
    private static IReadOnlyList<ClientTotals> WithPicked(IReadOnlyList<ClientTotals> busiest, IReadOnlyList<ClientTotals> picked) =>
        picked.All(client => busiest.Any(other => other.Client.Equals(client.Client)))
            ? busiest
            : [.. busiest.Take(TopCount - picked.Count), .. picked];
}
