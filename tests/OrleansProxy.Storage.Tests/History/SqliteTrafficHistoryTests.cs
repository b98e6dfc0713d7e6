using OrleansProxy.Storage.History;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.History;

public sealed class SqliteTrafficHistoryTests : IAsyncDisposable
{
    private static readonly TimeRange Afternoon = new(SampleRecord.Noon, SampleRecord.Noon.AddHours(6));

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Totals_count_each_kind()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            [.. Enum.GetValues<TrafficResult>().Select(result => SampleRecord.At(1, result)),
            SampleRecord.At(1) with { CacheStatus = "OrleansProxy; fwd=uri-miss" }]);

        Assert.Equal(
            new TrafficTotals(
                Requests: 13, Tunnels: 1, CacheHits: 2, CacheAsked: 3, Blocked: 1, RateLimited: 1, Failed: 3,
                BytesSent: 1_300, BytesReceived: 130),
            await storage.History.TotalsAsync(new(Afternoon), Cancellation));
    }

    [Theory]
    [InlineData(0, 360, 7)]
    [InlineData(1, 360, 6)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 59, 0)]
    [InlineData(30, 60, 1)]
    [InlineData(59, 61, 2)]
    [InlineData(59, 181, 5)]
    [InlineData(60, 180, 3)]
    [InlineData(-100, 0, 0)]
    [InlineData(100, 20, 0)]
    public async Task Totals_are_exact_to_the_minute(int from, int to, int expected)
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            [.. ((double[])[0.5, 59.9, 60, 100, 179.9, 180, 359.9]).Select(minutes => SampleRecord.At(minutes))]);

        TrafficTotals totals = await storage.History.TotalsAsync(
            new(new(SampleRecord.Noon.AddMinutes(from), SampleRecord.Noon.AddMinutes(to))), Cancellation);

        Assert.Equal(expected, totals.Requests);
    }

    [Fact]
    public async Task Everything_can_be_asked_of_one_client()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            SampleRecord.At(0), SampleRecord.At(90), SampleRecord.At(90, TrafficResult.Blocked, "ads.example", SampleRecord.Bob));
        ITrafficHistory history = storage.History;

        Assert.Equal(2, (await history.TotalsAsync(new(Afternoon) { Client = SampleRecord.Alice }, Cancellation)).Requests);
        Assert.Equal(1, (await history.TotalsAsync(new(Afternoon) { Client = SampleRecord.Bob }, Cancellation)).Requests);
        Assert.Equal(0, (await history.TotalsAsync(new(Afternoon) { Client = System.Net.IPAddress.Loopback }, Cancellation)).Requests);
        Assert.Equal(
            [1, 1],
            (await history.SeriesAsync(new(Afternoon) { Client = SampleRecord.Alice }, TimeSpan.FromHours(1), Cancellation)).Take(2).Select(bar => bar.Requests));
        Assert.Equal(
            ["ads.example"],
            (await history.TopDomainsAsync(new(Afternoon) { Client = SampleRecord.Bob }, DomainOrder.Requests, 10, Cancellation)).Select(domain => domain.Host));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task A_series_has_every_bar_of_its_range(int barMinutes)
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            SampleRecord.At(0), SampleRecord.At(0.5, TrafficResult.Blocked), SampleRecord.At(2 * barMinutes, TrafficResult.RateLimited));
        var range = new TimeRange(SampleRecord.Noon.AddSeconds(10), SampleRecord.Noon.AddMinutes((2 * barMinutes) + 0.5));

        IReadOnlyList<TrafficPoint> bars = await storage.History.SeriesAsync(
            new(range), TimeSpan.FromMinutes(barMinutes), Cancellation);

        Assert.Equal(
            [
                new TrafficPoint(SampleRecord.Noon, 2, 1, 0, 200, 20),
                new TrafficPoint(SampleRecord.Noon.AddMinutes(barMinutes), 0, 0, 0, 0, 0),
                new TrafficPoint(SampleRecord.Noon.AddMinutes(2 * barMinutes), 1, 0, 1, 100, 10),
            ],
            bars);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    public async Task A_bar_that_is_no_whole_number_of_minutes_is_refused(int seconds)
    {
        SqliteStorage storage = await _folder.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => storage.History.SeriesAsync(new(Afternoon), TimeSpan.FromSeconds(seconds), Cancellation));
    }

    [Fact]
    public async Task A_series_of_too_many_bars_is_refused()
    {
        SqliteStorage storage = await _folder.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => storage.History.SeriesAsync(new(TimeRange.All), TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Domains_and_clients_are_ordered_by_requests()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            SampleRecord.At(0, host: "one.example"),
            SampleRecord.At(1, host: "two.example"),
            SampleRecord.At(90, TrafficResult.Blocked, "two.example"),
            SampleRecord.At(91, TrafficResult.BadRequest, host: "", SampleRecord.Bob),
            SampleRecord.At(92, TrafficResult.Served, "proxy-stats", SampleRecord.Bob));
        ITrafficHistory history = storage.History;

        Assert.Equal(
            [new DomainTotals("two.example", 2, 1, 200, 20), new DomainTotals("one.example", 1, 0, 100, 10)],
            await history.TopDomainsAsync(new(Afternoon), DomainOrder.Requests, 10, Cancellation));
        Assert.Equal(
            [new DomainTotals("two.example", 1, 1, 100, 10)],
            await history.TopDomainsAsync(new(Afternoon), DomainOrder.Blocked, 10, Cancellation));
        Assert.Equal(
            [new ClientTotals(SampleRecord.Alice, 3, 1, 300, 30), new ClientTotals(SampleRecord.Bob, 1, 0, 100, 10)],
            await history.TopClientsAsync(new(Afternoon), 10, Cancellation));
        Assert.Single(await history.TopClientsAsync(new(Afternoon), 1, Cancellation));
    }

    [Fact]
    public async Task Pages_follow_each_other_by_key()
    {
        SqliteStorage storage = await _folder.OpenWithAsync([.. Enumerable.Range(0, 25).Select(i => SampleRecord.At(i))]);
        var seen = new List<TrafficRow>();
        IReadOnlyList<TrafficRow> page;
        do
        {
            page = await storage.History.PageAsync(new TrafficFilter(), seen.LastOrDefault()?.Id, 10, Cancellation);
            seen.AddRange(page);
        }
        while (page.Count == 10);

        Assert.Equal(25, seen.Count);
        Assert.Equal(seen.Select(row => row.Record.Timestamp).OrderDescending(), seen.Select(row => row.Record.Timestamp));
        Assert.Equal(seen[3], await storage.History.FindAsync(seen[3].Id, Cancellation));
        Assert.Null(await storage.History.FindAsync(1, Cancellation));
    }

    [Fact]
    public async Task All_rows_can_be_read_oldest_first()
    {
        TrafficRecord[] records = [.. Enumerable.Range(0, 4_500).Select(i => SampleRecord.At(i / 60.0))];
        SqliteStorage storage = await _folder.OpenWithAsync(records);
        var read = new List<TrafficRecord>();
        await foreach (TrafficRow row in storage.History.ReadAsync(new TrafficFilter(), Cancellation))
        {
            read.Add(row.Record);
        }

        Assert.Equal(records.Select(record => record.Timestamp), read.Select(record => record.Timestamp), (a, b) => (a - b).Duration() < TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public void A_like_pattern_takes_its_text_as_it_is() =>
        Assert.Equal(@"%a\%b\_c\\d%", LikePattern.Containing(@"a%b_c\d"));
}
