using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Tests.Reports;

/// <summary>A history of requests that are nothing but instants, which answers what charts ask as the stored one does.</summary>
internal sealed class PointHistory(params DateTimeOffset[] requests) : ITrafficHistory
{
    private const int MaxBars = 10_000;

    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken)
    {
        long first = scope.Range.From.UtcTicks / bar.Ticks * bar.Ticks;
        long count = (scope.Range.To.UtcTicks - first + bar.Ticks - 1) / bar.Ticks;
        Assert.InRange(count, 0, MaxBars);
        return Task.FromResult<IReadOnlyList<TrafficPoint>>(
            [.. Enumerable.Range(0, (int)count).Select(i => Point(new DateTimeOffset(first + (i * bar.Ticks), TimeSpan.Zero), bar))]);
    }

    public async Task<IReadOnlyList<TtfbPoint>> FirstByteSeriesAsync(TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken) =>
        [.. (await SeriesAsync(scope, bar, cancellationToken)).Select(point => new TtfbPoint(point.Start, Times(point.Requests)))];

    public Task<TrafficTotals> TotalsAsync(TrafficScope scope, CancellationToken cancellationToken)
    {
        long count = requests.Count(request => request >= scope.Range.From && request < scope.Range.To);
        return Task.FromResult(new TrafficTotals(count, 0, 0, 0, 0, 0, 0, count, 0));
    }

    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TrafficScope scope, DomainOrder order, int count, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DomainTotals>>([]);

    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TrafficScope scope, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ClientTotals>>([]);

    public Task<IReadOnlyList<ClientSeries>> ClientSeriesAsync(
        TrafficScope scope, TimeSpan bar, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StatusTotals>> StatusesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StatusTotals>>([]);

    public Task<TtfbHistogram> FirstByteTimesAsync(TrafficScope scope, CancellationToken cancellationToken) => Task.FromResult(TtfbHistogram.Empty);

    public Task<IReadOnlyList<DomainLatency>> SlowestDomainsAsync(TrafficScope scope, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DomainLatency>>([]);

    public Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<TrafficRow> ReadAsync(TrafficFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private TrafficPoint Point(DateTimeOffset start, TimeSpan bar)
    {
        long count = requests.Count(request => request >= start && request < start + bar);
        return new TrafficPoint(start, count, 0, 0, count, 0);
    }

    private static TtfbHistogram Times(long count)
    {
        long[] counts = new long[TtfbHistogram.BucketCount];
        counts[3] = count;
        return new TtfbHistogram(counts);
    }
}
