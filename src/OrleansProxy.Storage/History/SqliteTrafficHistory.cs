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

    /// <inheritdoc />
    public Task<TrafficTotals> TotalsAsync(TimeRange range, IPAddress? client, CancellationToken cancellationToken) => AskAsync(
        connection =>
        {
            RollupLine sums = connection.QuerySingle<RollupLine>(
                RollupQueries.Totals(client is not null), Parameters(RollupRange.Of(range), client));
            return new TrafficTotals(
                sums.Requests, sums.Tunnels, sums.CacheHits, sums.CacheAsked, sums.Blocked, sums.RateLimited, sums.Failed,
                sums.BytesSent, sums.BytesReceived);
        },
        cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// The bar is no whole number of minutes, or there would be more than <see cref="MaxBars"/>.
    /// </exception>
    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(
        TimeRange range, TimeSpan bar, IPAddress? client, CancellationToken cancellationToken)
    {
        SeriesBars bars = SeriesBars.Of(range, bar);
        return AskAsync(
            connection =>
            {
                DynamicParameters parameters = Parameters(new { first = bars.First, end = bars.End, length = bars.Length }, client);
                return bars.Fill(connection.Query<RollupLine>(RollupQueries.Series(bars.IsHours, client is not null), parameters));
            },
            cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>The range is rounded out to whole hours, as the rollup by host has it.</remarks>
    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TimeRange range, IPAddress? client, bool blockedOnly, int count, CancellationToken cancellationToken)
    {
        var hours = new
        {
            first = UnixTime.Floor(range.From, UnixTime.Hour),
            end = UnixTime.Ceiling(range.To, UnixTime.Hour),
            count = Math.Clamp(count, 0, MaxCount),
        };
        return AskAsync<IReadOnlyList<DomainTotals>>(
            connection => [.. connection
                .Query<RollupLine>(RollupQueries.TopDomains(client is not null, blockedOnly), Parameters(hours, client))
                .Select(line => new DomainTotals(line.Host, line.Requests, line.Blocked, line.BytesSent, line.BytesReceived))],
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(
        TimeRange range, int count, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<ClientTotals>>(
            connection =>
            {
                DynamicParameters parameters = Parameters(RollupRange.Of(range), client: null);
                parameters.Add("count", Math.Clamp(count, 0, MaxCount));
                return [.. connection.Query<RollupLine>(RollupQueries.TopClients, parameters).Select(line => new ClientTotals(
                    IPAddress.Parse(line.Client), line.Requests, line.Blocked, line.BytesSent, line.BytesReceived))];
            },
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

    private static DynamicParameters Parameters(object values, IPAddress? client)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("client", client?.ToString());
        return parameters;
    }
}
