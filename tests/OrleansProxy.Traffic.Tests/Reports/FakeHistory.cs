using System.Net;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Tests.Reports;

/// <summary>A history with one answer to each question, which remembers what it was asked.</summary>
internal sealed class FakeHistory : ITrafficHistory
{
    public List<TimeRange> Asked { get; } = [];

    public List<int> Counts { get; } = [];

    public Task<TrafficTotals> TotalsAsync(TimeRange range, IPAddress? client, CancellationToken cancellationToken)
    {
        Asked.Add(range);
        return Task.FromResult(new TrafficTotals(7, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    public Task<IReadOnlyList<DomainTotals>> TopDomainsAsync(
        TimeRange range, IPAddress? client, bool blockedOnly, int count, CancellationToken cancellationToken)
    {
        Asked.Add(range);
        Counts.Add(count);
        return Task.FromResult<IReadOnlyList<DomainTotals>>(
            [new DomainTotals(blockedOnly ? "blocked.example" : "most.example", 7, 1, 0, 0)]);
    }

    public Task<IReadOnlyList<ClientTotals>> TopClientsAsync(TimeRange range, int count, CancellationToken cancellationToken)
    {
        Asked.Add(range);
        Counts.Add(count);
        return Task.FromResult<IReadOnlyList<ClientTotals>>([new ClientTotals(IPAddress.Loopback, 7, 1, 0, 0)]);
    }

    public Task<IReadOnlyList<TrafficPoint>> SeriesAsync(
        TimeRange range, TimeSpan bar, IPAddress? client, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<TrafficRow>> PageAsync(
        TrafficFilter filter, long? beforeId, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<TrafficRow?> FindAsync(long id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<TrafficRow> ReadAsync(TrafficFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
