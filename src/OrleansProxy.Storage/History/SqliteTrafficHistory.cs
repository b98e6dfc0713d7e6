using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.History.Pages;
using OrleansProxy.Storage.History.Sums;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.History;

/// <summary>
/// Questions to the history in SQLite, each answered out of one state of it. Sums are exact to the minute; those of hosts, of a domain
/// and of statuses to the hour, their range rounded out. Thread-safe.
/// </summary>
internal sealed class SqliteTrafficHistory(SqliteDatabase database) : ITrafficHistory
{
    /// <summary>Rows or lines that one answer may have.</summary>
    public const int MaxCount = 1_000;

    private const int ReadAhead = 4_000;
    private const int MaxSeries = 20;
    private const int MaxSlowest = 100;

    /// <inheritdoc />
    public Task<TrafficTotals> TotalsAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        AskAsync(connection => SumQueries.Totals(connection, scope), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// The bar is no whole number of minutes (of hours where the scope has a domain), or there would be more than
    /// <see cref="SeriesBars.MaxCount"/>.
    /// </exception>
    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken)
    {
        SeriesBars bars = SeriesBars.Of(scope, bar);
        return AskAsync(connection => SumQueries.Series(connection, scope, bars), cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TrafficScope scope, DomainOrder order, int count, CancellationToken cancellationToken) =>
        AskAsync(connection => HostQueries.Top(connection, scope, order, Math.Clamp(count, 0, MaxCount)), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(
        TrafficScope scope, int count, CancellationToken cancellationToken) =>
        AskAsync(connection => SumQueries.TopClients(connection, scope, Math.Clamp(count, 0, MaxCount)), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">As for <see cref="SeriesAsync"/>.</exception>
    public Task<IReadOnlyList<ClientSeries>> ClientSeriesAsync(
        TrafficScope scope, TimeSpan bar, int count, CancellationToken cancellationToken)
    {
        SeriesBars bars = SeriesBars.Of(scope, bar);
        return AskAsync(
            connection => SumQueries.ClientSeries(connection, scope, bars, Math.Clamp(count, 0, MaxSeries)), cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StatusTotals>> StatusesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        AskAsync(connection => SumQueries.Statuses(connection, scope), cancellationToken);

    /// <inheritdoc />
    public Task<TtfbHistogram> FirstByteTimesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        AskAsync(connection => FirstByteQueries.Times(connection, scope), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">As for <see cref="SeriesAsync"/>.</exception>
    public Task<IReadOnlyList<TtfbPoint>> FirstByteSeriesAsync(
        TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken)
    {
        SeriesBars bars = SeriesBars.Of(scope, bar);
        return AskAsync(connection => FirstByteQueries.Series(connection, scope, bars), cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<DomainLatency>> SlowestDomainsAsync(
        TrafficScope scope, int count, CancellationToken cancellationToken) =>
        AskAsync(connection => HostQueries.Slowest(connection, scope, Math.Clamp(count, 0, MaxSlowest)), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<TrafficRow>>(
            connection => PageQuery.Read(
                connection, filter, PageDirection.Down, 0, beforeId ?? long.MaxValue, Math.Clamp(count, 0, MaxCount)),
            cancellationToken);

    /// <inheritdoc />
    public Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken) =>
        AskAsync(connection => PageQuery.Find(connection, id), cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<TrafficRow> ReadAsync(
        TrafficFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page, so that no long read keeps the journal from being moved into the file.
        long from = 0;
        List<TrafficRow> page;
        do
        {
            long next = from;
            page = await AskAsync(
                connection => PageQuery.Read(connection, filter, PageDirection.Up, next, long.MaxValue, ReadAhead),
                cancellationToken);
            foreach (TrafficRow row in page)
            {
                yield return row;
                from = row.Id + 1;
            }
        }
        while (page.Count == ReadAhead);
    }

    private async Task<T> AskAsync<T>(Func<SqliteConnection, T> question, CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(
                connection =>
                {
                    // A question is several statements; between them the writer goes on.
                    using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
                    return question(connection);
                },
                cancellationToken);
        }
        catch (StorageException fault)
        {
            throw new TrafficStoreException(fault.Message, fault);
        }
    }
}
