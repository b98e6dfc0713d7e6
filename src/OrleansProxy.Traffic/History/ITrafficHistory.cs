namespace OrleansProxy.Traffic.History;

/// <summary>
/// Questions to the stored history. Thread-safe. Sums and charts are read from rollups and never scan rows.
/// </summary>
/// <remarks>Every method throws <see cref="Recording.TrafficStoreException"/> when the store cannot be read.</remarks>
public interface ITrafficHistory
{
    /// <summary>Sums over the scope.</summary>
    Task<TrafficTotals> TotalsAsync(TrafficScope scope, CancellationToken cancellationToken);

    /// <summary>Bars of equal length that cover the range, oldest first, empty bars included.</summary>
    /// <param name="scope">What is asked of; the ends of its range are rounded out to whole bars.</param>
    /// <param name="bar">The length of a bar: a whole number of minutes, or of hours where the scope has a domain.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    Task<IReadOnlyList<TrafficPoint>> SeriesAsync(TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken);

    /// <summary>The first hosts of an order, at most 1,000.</summary>
    /// <remarks>The range may be rounded out to whole hours.</remarks>
    Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TrafficScope scope, DomainOrder order, int count, CancellationToken cancellationToken);

    /// <summary>The clients with the most requests, the greatest first, at most 1,000.</summary>
    Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TrafficScope scope, int count, CancellationToken cancellationToken);

    /// <summary>The bars of the clients with the most requests, the greatest first, at most 20 of them.</summary>
    Task<IReadOnlyList<ClientSeries>> ClientSeriesAsync(
        TrafficScope scope, TimeSpan bar, int count, CancellationToken cancellationToken);

    /// <summary>How often each status was sent, the most frequent first.</summary>
    /// <remarks>
    /// A scope's domain does not narrow: statuses are not kept by host. The range may be rounded out to whole hours.
    /// </remarks>
    Task<IReadOnlyList<StatusTotals>> StatusesAsync(TrafficScope scope, CancellationToken cancellationToken);

    /// <summary>The times to first byte of what was forwarded or tunnelled in the scope.</summary>
    Task<TtfbHistogram> FirstByteTimesAsync(TrafficScope scope, CancellationToken cancellationToken);

    /// <summary>The same by bars of equal length, oldest first, empty bars included; bars are as in <see cref="SeriesAsync"/>.</summary>
    Task<IReadOnlyList<TtfbPoint>> FirstByteSeriesAsync(TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken);

    /// <summary>The hosts with the longest median time to first byte among those with at least ten answers; at most 100.</summary>
    /// <remarks>The range may be rounded out to whole hours.</remarks>
    Task<IReadOnlyList<DomainLatency>> SlowestDomainsAsync(TrafficScope scope, int count, CancellationToken cancellationToken);

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
