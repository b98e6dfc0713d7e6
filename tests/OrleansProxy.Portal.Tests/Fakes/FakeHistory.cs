using System.Runtime.CompilerServices;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>A history in memory. Thread-safe.</summary>
internal sealed class FakeHistory : ITrafficHistory
{
    private readonly Lock _lock = new();
    private readonly List<TrafficRow> _rows = [];

    /// <summary>Told of each read of a page or of totals, which goes on when the task is done; null to go on at once.</summary>
    public Func<Task>? BeforeRead { get; set; }

    /// <summary>Told of each row that a reader of many has taken; the next one comes when the task is done.</summary>
    public Func<TrafficRow, CancellationToken, Task>? AfterRow { get; set; }

    /// <summary>What every read of totals or rows fails with; null when they do not.</summary>
    public TrafficStoreException? Fault { get; set; }

    public void Add(TrafficRecord record)
    {
        lock (_lock)
        {
            _rows.Add(new(_rows.Count + 1, record));
        }
    }

    public async Task<TrafficTotals> TotalsAsync(TrafficScope scope, CancellationToken cancellationToken)
    {
        await (BeforeRead?.Invoke() ?? Task.CompletedTask);
        ThrowFault();
        List<TrafficRecord> records = In(scope);
        return new TrafficTotals(
            records.Count,
            Count(records, TrafficResult.Tunnelled),
            Count(records, TrafficResult.Hit) + Count(records, TrafficResult.Validated),
            records.LongCount(record => record.CacheStatus is not null),
            Count(records, TrafficResult.Blocked),
            Count(records, TrafficResult.RateLimited),
            Count(records, TrafficResult.OriginFailed),
            records.Sum(record => record.BytesSent),
            records.Sum(record => record.BytesReceived));
    }

    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(
        TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken)
    {
        long first = scope.Range.From.UtcTicks / bar.Ticks;
        long last = (scope.Range.To.UtcTicks - 1) / bar.Ticks;
        ILookup<long, TrafficRecord> bars = In(scope).ToLookup(record => record.Timestamp.UtcTicks / bar.Ticks);
        var points = new List<TrafficPoint>();
        for (long at = first; at <= last; at++)
        {
            points.Add(new(
                new DateTimeOffset(at * bar.Ticks, TimeSpan.Zero), bars[at].LongCount(), Count(bars[at], TrafficResult.Blocked),
                Count(bars[at], TrafficResult.RateLimited), bars[at].Sum(record => record.BytesSent), 0));
        }

        return Task.FromResult<IReadOnlyList<TrafficPoint>>(points);
    }

    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TrafficScope scope, DomainOrder order, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DomainTotals>>([.. In(scope)
            .GroupBy(record => record.Host)
            .Select(host => new DomainTotals(
                host.Key, host.LongCount(), Count(host, TrafficResult.Blocked), host.Sum(record => record.BytesSent), 0))
            .Where(host => order is not DomainOrder.Blocked || host.Blocked > 0)
            .OrderByDescending(host => order switch
            {
                DomainOrder.Blocked => host.Blocked,
                DomainOrder.Bytes => host.BytesSent + host.BytesReceived,
                _ => host.Requests,
            })
            .Take(count)]);

    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TrafficScope scope, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ClientTotals>>([.. In(scope)
            .GroupBy(record => record.Client)
            .Select(client => new ClientTotals(
                client.Key, client.LongCount(), Count(client, TrafficResult.Blocked), client.Sum(record => record.BytesSent), 0))
            .OrderByDescending(client => client.Requests)
            .Take(count)]);

    public async Task<IReadOnlyList<ClientSeries>> ClientSeriesAsync(
        TrafficScope scope, TimeSpan bar, int count, CancellationToken cancellationToken)
    {
        var series = new List<ClientSeries>();
        foreach (ClientTotals client in await TopClientsAsync(scope, count, cancellationToken))
        {
            series.Add(new(client.Client, await SeriesAsync(scope with { Client = client.Client }, bar, cancellationToken)));
        }

        return series;
    }

    public Task<IReadOnlyList<StatusTotals>> StatusesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StatusTotals>>([.. In(scope)
            .CountBy(record => record.Status)
            .Select(status => new StatusTotals(status.Key, status.Value))
            .OrderByDescending(status => status.Requests)]);

    public Task<TtfbHistogram> FirstByteTimesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        Task.FromResult(Times(In(scope)));

    public async Task<IReadOnlyList<TtfbPoint>> FirstByteSeriesAsync(
        TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken) =>
        [.. (await SeriesAsync(scope, bar, cancellationToken)).Select(point =>
            new TtfbPoint(point.Start, Times(In(scope with { Range = new(point.Start, point.Start + bar) }))))];

    public Task<IReadOnlyList<DomainLatency>> SlowestDomainsAsync(
        TrafficScope scope, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DomainLatency>>([.. In(scope)
            .GroupBy(record => record.Host)
            .Select(host => new DomainLatency(host.Key, Times(host)))
            .Where(host => host.Times.Count > 0)
            .OrderByDescending(host => host.Times.Percentile(0.5))
            .Take(count)]);

    public async Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken)
    {
        await (BeforeRead?.Invoke() ?? Task.CompletedTask);
        ThrowFault();
        lock (_lock)
        {
            return [.. _rows.AsEnumerable().Reverse()
                .Where(row => (beforeId is null || row.Id < beforeId) && filter.Matches(row.Record))
                .Take(count)];
        }
    }

    public Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.Find(row => row.Id == id));
        }
    }

    public async IAsyncEnumerable<TrafficRow> ReadAsync(
        TrafficFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (TrafficRow row in (await PageAsync(filter, null, int.MaxValue, cancellationToken)).Reverse())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
            await (AfterRow?.Invoke(row, cancellationToken) ?? Task.CompletedTask);
        }
    }

    private void ThrowFault()
    {
        if (Fault is not null)
        {
            throw Fault;
        }
    }

    private static TtfbHistogram Times(IEnumerable<TrafficRecord> records)
    {
        long[] counts = new long[TtfbHistogram.BucketCount];
        foreach (TrafficRecord record in records)
        {
            if (record.TimeToFirstByte is { } time)
            {
                counts[TtfbHistogram.BucketOf(time)]++;
            }
        }

        return new TtfbHistogram(counts);
    }

    private static long Count(IEnumerable<TrafficRecord> records, TrafficResult result) =>
        records.LongCount(record => record.Result == result);

    private List<TrafficRecord> In(TrafficScope scope)
    {
        var filter = new TrafficFilter { Range = scope.Range, Client = scope.Client, Domain = scope.Domain };
        lock (_lock)
        {
            return [.. _rows.Select(row => row.Record).Where(filter.Matches)];
        }
    }
}
