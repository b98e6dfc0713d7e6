using System.Net;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Tests.Reports;

/// <summary>A history with one answer to each question, which remembers what it was asked.</summary>
internal sealed class FakeHistory : ITrafficHistory
{
    public List<TimeRange> Asked { get; } = [];

    public List<int> Counts { get; } = [];

    public Task<TrafficTotals> TotalsAsync(TrafficScope scope, CancellationToken cancellationToken)
    {
        Asked.Add(scope.Range);
        return Task.FromResult(new TrafficTotals(7, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TrafficScope scope, DomainOrder order, int count, CancellationToken cancellationToken)
    {
        Asked.Add(scope.Range);
        Counts.Add(count);
        return Task.FromResult<IReadOnlyList<DomainTotals>>(
            [new DomainTotals(order is DomainOrder.Blocked ? "blocked.example" : "most.example", 7, 1, 0, 0)]);
    }

    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TrafficScope scope, int count, CancellationToken cancellationToken)
    {
        Asked.Add(scope.Range);
        Counts.Add(count);
        return Task.FromResult<IReadOnlyList<ClientTotals>>([new ClientTotals(IPAddress.Loopback, 7, 1, 0, 0)]);
    }

    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(
        TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ClientSeries>> ClientSeriesAsync(
        TrafficScope scope, TimeSpan bar, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<StatusTotals>> StatusesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<TtfbHistogram> FirstByteTimesAsync(TrafficScope scope, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<TtfbPoint>> FirstByteSeriesAsync(
        TrafficScope scope, TimeSpan bar, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<DomainLatency>> SlowestDomainsAsync(
        TrafficScope scope, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<TrafficRow> ReadAsync(TrafficFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
