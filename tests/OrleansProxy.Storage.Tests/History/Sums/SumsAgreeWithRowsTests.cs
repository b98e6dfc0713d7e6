using System.Net;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.History.Sums;

/// <summary>Every sum against the same sum over the records in memory.</summary>
public sealed class SumsAgreeWithRowsTests(RandomHistory sample) : IClassFixture<RandomHistory>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Totals()
    {
        foreach ((ITrafficHistory history, TrafficScope scope) in Scopes())
        {
            TrafficRecord[] rows = Rows(scope, isHours: scope.Domain is not null);

            Assert.Equal(
                new TrafficTotals(
                    rows.Length,
                    rows.Count(row => row.Result is TrafficResult.Tunnelled),
                    rows.Count(row => row.Result is TrafficResult.Hit or TrafficResult.Validated),
                    rows.Count(row => row.CacheAsked),
                    rows.Count(row => row.Result is TrafficResult.Blocked),
                    rows.Count(row => row.Result is TrafficResult.RateLimited),
                    rows.Count(row => row.Result is TrafficResult.BadRequest or TrafficResult.OriginFailed or TrafficResult.Failed),
                    rows.Sum(row => row.BytesSent),
                    rows.Sum(row => row.BytesReceived)),
                await history.TotalsAsync(scope, Cancellation));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(7 * 24)]
    public async Task Bars(int hours)
    {
        var bar = TimeSpan.FromHours(hours);
        foreach ((ITrafficHistory history, TrafficScope scope) in Scopes())
        {
            IReadOnlyList<TrafficPoint> bars = await history.SeriesAsync(scope, bar, Cancellation);
            IReadOnlyList<TtfbPoint> times = await history.FirstByteSeriesAsync(scope, bar, Cancellation);

            Assert.True(bars[0].Start <= scope.Range.From && bars[^1].Start + bar >= scope.Range.To);
            Assert.Equal(bars.Select(point => point.Start), times.Select(point => point.Start));
            for (int i = 0; i < bars.Count; i += 1 + (bars.Count / 50))
            {
                TrafficRecord[] rows = Rows(scope with { Range = new(bars[i].Start, bars[i].Start + bar) }, isHours: true);
                Assert.Equal(
                    new TrafficPoint(
                        bars[i].Start, rows.Length, rows.Count(row => row.Result is TrafficResult.Blocked),
                        rows.Count(row => row.Result is TrafficResult.RateLimited), rows.Sum(row => row.BytesSent), rows.Sum(row => row.BytesReceived)),
                    bars[i]);
                Assert.Equal(Histogram(rows).Counts, times[i].Times.Counts);
            }
        }
    }

    [Fact]
    public async Task Domains()
    {
        foreach ((ITrafficHistory history, TrafficScope scope) in Scopes())
        {
            foreach (DomainOrder order in Enum.GetValues<DomainOrder>())
            {
                IEnumerable<DomainTotals> expected = Rows(scope, isHours: true)
                    .Where(row => row.Host.Length > 0 && (order is not DomainOrder.Blocked || row.Result is TrafficResult.Blocked))
                    .GroupBy(row => row.Host)
                    .Select(host => new DomainTotals(
                        host.Key, host.Count(), host.Count(row => row.Result is TrafficResult.Blocked),
                        host.Sum(row => row.BytesSent), host.Sum(row => row.BytesReceived)))
                    .OrderByDescending(host => order is DomainOrder.Bytes ? host.BytesSent + host.BytesReceived : host.Requests)
                    .ThenBy(host => host.Host, StringComparer.Ordinal)
                    .Take(3);

                Assert.Equal(expected, await history.TopDomainsAsync(scope, order, 3, Cancellation));
            }
        }
    }

    [Fact]
    public async Task Clients()
    {
        foreach ((ITrafficHistory history, TrafficScope scope) in Scopes())
        {
            ClientTotals[] expected = [.. Rows(scope, isHours: scope.Domain is not null)
                .GroupBy(row => row.Client)
                .Select(client => new ClientTotals(
                    client.Key, client.Count(), client.Count(row => row.Result is TrafficResult.Blocked),
                    client.Sum(row => row.BytesSent), client.Sum(row => row.BytesReceived)))
                .OrderByDescending(client => client.Requests)
                .ThenBy(client => client.Client.ToString(), StringComparer.Ordinal)];

            Assert.Equal(expected.Take(2), await history.TopClientsAsync(scope, 2, Cancellation));
            IReadOnlyList<ClientSeries> series = await history.ClientSeriesAsync(scope, TimeSpan.FromDays(1), 2, Cancellation);
            Assert.Equal(expected.Take(2).Select(client => client.Client), series.Select(client => client.Client));
            foreach (ClientSeries client in series)
            {
                Assert.Equal(
                    await history.SeriesAsync(scope with { Client = client.Client }, TimeSpan.FromDays(1), Cancellation), client.Points);
            }
        }
    }

    [Fact]
    public async Task Statuses()
    {
        foreach ((ITrafficHistory history, TrafficScope scope) in Scopes())
        {
            IEnumerable<StatusTotals> expected = Rows(scope with { Domain = null }, isHours: true)
                .GroupBy(row => row.Status)
                .Select(status => new StatusTotals(status.Key, status.Count()))
                .OrderByDescending(status => status.Requests)
                .ThenBy(status => status.Status);

            Assert.Equal(expected, await history.StatusesAsync(scope, Cancellation));
        }
    }

    [Fact]
    public async Task First_byte_times()
    {
        foreach ((ITrafficHistory history, TrafficScope scope) in Scopes())
        {
            Assert.Equal(
                Histogram(Rows(scope, isHours: scope.Domain is not null)).Counts,
                (await history.FirstByteTimesAsync(scope, Cancellation)).Counts);
            var expected = Rows(scope, isHours: true)
                .GroupBy(row => row.Host)
                .Select(host => (Host: host.Key, Times: Histogram(host)))
                .Where(host => host.Times.Count >= 10)
                .OrderByDescending(host => host.Times.Percentile(0.5))
                .ThenBy(host => host.Host, StringComparer.Ordinal)
                .Take(3);

            IReadOnlyList<DomainLatency> slowest = await history.SlowestDomainsAsync(scope, 3, Cancellation);

            Assert.Equal(expected.Select(host => host.Host), slowest.Select(host => host.Host));
            Assert.Equal(expected.Select(host => host.Times.Counts), slowest.Select(host => host.Times.Counts));
        }
    }

    [Fact]
    public async Task Of_nothing_there_is_nothing()
    {
        await using var folder = new TempFolder();
        ITrafficHistory history = (await folder.OpenAsync()).History;
        var scope = new TrafficScope(TimeRange.All) { Domain = "example.com", Client = SampleRecord.Alice };

        Assert.Equal(new TrafficTotals(0, 0, 0, 0, 0, 0, 0, 0, 0), await history.TotalsAsync(scope, Cancellation));
        Assert.Empty(await history.TopDomainsAsync(scope, DomainOrder.Requests, 5, Cancellation));
        Assert.Empty(await history.TopClientsAsync(new(TimeRange.All), 5, Cancellation));
        Assert.Empty(await history.ClientSeriesAsync(new(new(SampleRecord.Noon, SampleRecord.Noon.AddHours(2))), TimeSpan.FromHours(1), 5, Cancellation));
        Assert.Empty(await history.StatusesAsync(scope, Cancellation));
        Assert.Empty(await history.SlowestDomainsAsync(scope, 5, Cancellation));
        Assert.Equal(0, (await history.FirstByteTimesAsync(scope, Cancellation)).Count);
    }

    private static TtfbHistogram Histogram(IEnumerable<TrafficRecord> rows)
    {
        long[] counts = new long[TtfbHistogram.BucketCount];
        foreach (TrafficRecord row in rows.Where(row => row.Result <= TrafficResult.Tunnelled && row.TimeToFirstByte is not null))
        {
            counts[TtfbHistogram.BucketOf(row.TimeToFirstByte!.Value)]++;
        }

        return new TtfbHistogram(counts);
    }

    private static DateTimeOffset Rounded(DateTimeOffset instant, TimeSpan unit, bool isUp)
    {
        long rest = instant.UtcTicks % unit.Ticks;
        return rest == 0 ? instant : instant.AddTicks((isUp ? unit.Ticks : 0) - rest);
    }

    private TrafficRecord[] Rows(TrafficScope scope, bool isHours)
    {
        var unit = isHours ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1);
        var filter = new TrafficFilter
        {
            Range = new TimeRange(Rounded(scope.Range.From, unit, isUp: false), Rounded(scope.Range.To, unit, isUp: true)),
            Client = scope.Client,
            Domain = scope.Domain,
        };
        return [.. sample.Records.Where(record => filter.Matches(record) && record.Result is not TrafficResult.Served)];
    }

    private List<(ITrafficHistory History, TrafficScope Scope)> Scopes()
    {
        var random = new Random(22);
        var scopes = new List<(ITrafficHistory, TrafficScope)>();
        for (int i = 0; i < 24; i++)
        {
            scopes.Add((sample.History, new TrafficScope(i < 4 ? new(SampleRecord.Noon.AddDays(-20), SampleRecord.Noon.AddDays(60)) : RandomTraffic.Range(random, RandomHistory.Days))
            {
                Client = (i % 4) switch { 1 => SampleRecord.Alice, 2 when i > 12 => IPAddress.Loopback, _ => null },
                Domain = (i % 3) switch { 1 => "example.com", 2 when i > 12 => "h2.example", _ => null },
            }));
        }

        return scopes;
    }
}
