using System.Net;
using System.Runtime.CompilerServices;
using OrleansProxy.Portal.Log;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>A history in memory. Thread-safe.</summary>
internal sealed class FakeHistory : ITrafficHistory
{
    private readonly Lock _lock = new();
    private readonly List<TrafficRow> _rows = [];

    /// <summary>Told of each read of a page or of totals, which goes on when the task is done; null to go on at once.</summary>
    public Func<Task>? BeforeRead { get; set; }

    public void Add(TrafficRecord record)
    {
        lock (_lock)
        {
            _rows.Add(new(_rows.Count + 1, record));
        }
    }

    public async Task<TrafficTotals> TotalsAsync(TimeRange range, IPAddress? client, CancellationToken cancellationToken)
    {
        await (BeforeRead?.Invoke() ?? Task.CompletedTask);
        List<TrafficRecord> records = In(range, client);
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
        TimeRange range, TimeSpan bar, IPAddress? client, CancellationToken cancellationToken)
    {
        long first = range.From.UtcTicks / bar.Ticks;
        long last = (range.To.UtcTicks - 1) / bar.Ticks;
        ILookup<long, TrafficRecord> bars = In(range, client).ToLookup(record => record.Timestamp.UtcTicks / bar.Ticks);
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
        TimeRange range, IPAddress? client, bool blockedOnly, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DomainTotals>>([.. In(range, client)
            .GroupBy(record => record.Host)
            .Select(host => new DomainTotals(
                host.Key, host.LongCount(), Count(host, TrafficResult.Blocked), host.Sum(record => record.BytesSent), 0))
            .Where(host => !blockedOnly || host.Blocked > 0)
            .OrderByDescending(host => blockedOnly ? host.Blocked : host.Requests)
            .Take(count)]);

    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TimeRange range, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ClientTotals>>([.. In(range, null)
            .GroupBy(record => record.Client)
            .Select(client => new ClientTotals(
                client.Key, client.LongCount(), Count(client, TrafficResult.Blocked), client.Sum(record => record.BytesSent), 0))
            .OrderByDescending(client => client.Requests)
            .Take(count)]);

    public async Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken)
    {
        await (BeforeRead?.Invoke() ?? Task.CompletedTask);
        lock (_lock)
        {
            return [.. _rows.AsEnumerable().Reverse()
                .Where(row => (beforeId is null || row.Id < beforeId) && filter.Accepts(row.Record))
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
        foreach (TrafficRow row in await PageAsync(filter, null, int.MaxValue, cancellationToken))
        {
            yield return row;
        }
    }

    private static long Count(IEnumerable<TrafficRecord> records, TrafficResult result) =>
        records.LongCount(record => record.Result == result);

    private List<TrafficRecord> In(TimeRange range, IPAddress? client)
    {
        var filter = new TrafficFilter { Range = range, Client = client };
        lock (_lock)
        {
            return [.. _rows.Select(row => row.Record).Where(filter.Accepts)];
        }
    }
}
