using System.Net;
using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Storage.History;

/// <summary>
/// Questions to the history in SQLite. Sums and the clients' order are exact to the minute; the hosts' order to the hour, its
/// range rounded out. Thread-safe.
/// </summary>
internal sealed class SqliteTrafficHistory(SqliteDatabase database) : ITrafficHistory
{
    /// <summary>Bars that one chart may have.</summary>
    public const int MaxBars = 10_000;

    /// <summary>Rows or lines that one answer may have.</summary>
    public const int MaxCount = 1_000;

    private const int ReadAhead = 2_000;
    private const int MaxSeries = 20;
    private const int MinAnswers = 10;

    /// <inheritdoc />
    public Task<TrafficTotals> TotalsAsync(TrafficScope scope, CancellationToken cancellationToken) => AskAsync(
        connection =>
        {
            RollupLine sums = connection.QuerySingle<RollupLine>(
                RollupQueries.Totals(scope), Parameters(RollupRange.Of(scope.Range), scope));
            return new TrafficTotals(
                sums.Requests, sums.Tunnels, sums.CacheHits, sums.CacheAsked, sums.Blocked, sums.RateLimited, sums.Failed,
                sums.BytesSent, sums.BytesReceived);
        },
        cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// The bar is no whole number of minutes, or there would be more than <see cref="MaxBars"/>.
    /// </exception>
    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken)
    {
        SeriesBars bars = SeriesBars.Of(scope.Range, bar);
        return AskAsync(
            connection =>
            {
                DynamicParameters parameters = Parameters(new { first = bars.First, end = bars.End, length = bars.Length }, scope);
                return bars.Fill(connection.Query<RollupLine>(RollupQueries.Series(bars.IsHours, scope), parameters));
            },
            cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>The range is rounded out to whole hours, as the rollup by host has it.</remarks>
    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TrafficScope scope, DomainOrder order, int count, CancellationToken cancellationToken)
    {
        var hours = new
        {
            first = UnixTime.Floor(scope.Range.From, UnixTime.Hour),
            end = UnixTime.Ceiling(scope.Range.To, UnixTime.Hour),
            count = Math.Clamp(count, 0, MaxCount),
        };
        return AskAsync<IReadOnlyList<DomainTotals>>(
            connection => [.. connection
                .Query<RollupLine>(RollupQueries.TopDomains(scope, order), Parameters(hours, scope))
                .Select(line => new DomainTotals(line.Host, line.Requests, line.Blocked, line.BytesSent, line.BytesReceived))],
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(
        TrafficScope scope, int count, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<ClientTotals>>(
            connection =>
            {
                DynamicParameters parameters = Parameters(RollupRange.Of(scope.Range), scope);
                parameters.Add("count", Math.Clamp(count, 0, MaxCount));
                return [.. connection.Query<RollupLine>(RollupQueries.TopClients(scope), parameters).Select(line => new ClientTotals(
                    IPAddress.Parse(line.Client), line.Requests, line.Blocked, line.BytesSent, line.BytesReceived))];
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<ClientSeries>> ClientSeriesAsync(
        TrafficScope scope, TimeSpan bar, int count, CancellationToken cancellationToken)
    {
        var series = new List<ClientSeries>();
        foreach (ClientTotals client in await TopClientsAsync(scope, Math.Min(count, MaxSeries), cancellationToken))
        {
            series.Add(new(client.Client, await SeriesAsync(scope with { Client = client.Client }, bar, cancellationToken)));
        }

        return series;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StatusTotals>> StatusesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<StatusTotals>>(
            connection => [.. connection.Query<TrafficRowSums>(RowQueries.Statuses(scope), RowParameters(scope))
                .Select(line => new StatusTotals((int)line.Status, line.Requests))],
            cancellationToken);

    /// <inheritdoc />
    public Task<TtfbHistogram> FirstByteTimesAsync(TrafficScope scope, CancellationToken cancellationToken) => AskAsync(
        connection => RowQueries.Histogram(connection.Query<TrafficRowSums>(RowQueries.FirstBytes(scope), RowParameters(scope))),
        cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<TtfbPoint>> FirstByteSeriesAsync(
        TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken)
    {
        var points = new List<TtfbPoint>();
        foreach (TrafficPoint point in await SeriesAsync(scope, bar, cancellationToken))
        {
            var range = new TimeRange(point.Start, point.Start + bar);
            points.Add(new(point.Start, await FirstByteTimesAsync(scope with { Range = range }, cancellationToken)));
        }

        return points;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<DomainLatency>> SlowestDomainsAsync(
        TrafficScope scope, int count, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<DomainLatency>>(
            connection => [.. connection.Query<TrafficRowSums>(RowQueries.FirstBytes(scope), RowParameters(scope))
                .GroupBy(line => line.Host)
                .Select(host => new DomainLatency(host.Key, RowQueries.Histogram(host)))
                .Where(host => host.Times.Count >= MinAnswers)
                .OrderByDescending(host => host.Times.Percentile(0.5))
                .ThenBy(host => host.Host, StringComparer.Ordinal)
                .Take(count)],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<TrafficRow>>(
            connection => PageQuery.Read(
                connection, filter, PageQuery.Direction.Down, 0, beforeId ?? long.MaxValue, Math.Clamp(count, 0, MaxCount)),
            cancellationToken);

    /// <inheritdoc />
    public Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken) => AskAsync(
        connection => connection.QuerySingleOrDefault<TrafficColumns>(
            $"{TrafficColumns.Select} WHERE t.id = @id", new { id })?.ToRow(),
        cancellationToken);

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
                connection => PageQuery.Read(connection, filter, PageQuery.Direction.Up, next, long.MaxValue, ReadAhead),
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
            return await database.ReadAsync(question, cancellationToken);
        }
        catch (StorageException fault)
        {
            throw new TrafficStoreException(fault.Message, fault);
        }
    }

    private static DynamicParameters Parameters(object values, TrafficScope scope)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("client", scope.Client?.ToString());
        parameters.Add("domain", scope.Domain);
        parameters.Add("below", scope.Domain is { } domain ? LikePattern.Below(domain) : null);
        return parameters;
    }

    private static DynamicParameters RowParameters(TrafficScope scope) => Parameters(
        new { from = UnixTime.Microseconds(scope.Range.From), to = UnixTime.Microseconds(scope.Range.To) }, scope);
}
