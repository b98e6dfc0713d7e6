using System.Net;

namespace OrleansProxy.Traffic.History;

/// <summary>
/// Questions to the stored history. Thread-safe. Sums and charts are read from rollups and never scan rows; a client of
/// null means everybody.
/// </summary>
/// <remarks>Every method throws <see cref="Recording.TrafficStoreException"/> when the store cannot be read.</remarks>
public interface ITrafficHistory
{
    /// <summary>Sums over the range.</summary>
    Task<TrafficTotals> TotalsAsync(TimeRange range, IPAddress? client, CancellationToken cancellationToken);

    /// <summary>Bars of equal length that cover the range, oldest first, empty bars included.</summary>
    /// <param name="range">The range; its ends are rounded out to whole bars.</param>
    /// <param name="bar">The length of a bar: a whole number of minutes.</param>
    /// <param name="client">The client, or null for all.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    Task<IReadOnlyList<TrafficPoint>> SeriesAsync(
        TimeRange range, TimeSpan bar, IPAddress? client, CancellationToken cancellationToken);

    /// <summary>The hosts with the most requests, the greatest first; with <paramref name="blockedOnly"/> by blocked requests.</summary>
    /// <remarks>The range may be rounded out to whole hours.</remarks>
    Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TimeRange range, IPAddress? client, bool blockedOnly, int count, CancellationToken cancellationToken);

    /// <summary>The clients with the most requests, the greatest first.</summary>
    Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TimeRange range, int count, CancellationToken cancellationToken);

    /// <summary>
    /// A page of rows, newest first, of those with a key below <paramref name="beforeId"/> (null: the newest page); at most
    /// 1,000 of them.
    /// </summary>
    Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken);

    /// <summary>One row by its key, or null.</summary>
    Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// Every row that the filter wants, oldest first, in constant memory however many there are. Rows stored meanwhile may
    /// or may not be among them.
    /// </summary>
    IAsyncEnumerable<TrafficRow> ReadAsync(TrafficFilter filter, CancellationToken cancellationToken);
}
