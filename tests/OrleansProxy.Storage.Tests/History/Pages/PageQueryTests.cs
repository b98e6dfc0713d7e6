using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.History.Pages;

public sealed class PageQueryTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Every_combination_of_filters_finds_what_a_plain_search_finds()
    {
        TrafficRecord[] records = RandomTraffic.Records(seed: 5, count: 1_500);
        SqliteStorage storage = await _folder.OpenWithAsync(records);
        var random = new Random(6);

        for (int i = 0; i < 400; i++)
        {
            TrafficFilter filter = RandomTraffic.Filter(random);
            TrafficRecord[] expected = [.. records.Where(filter.Matches)];

            IReadOnlyList<TrafficRow> page = await storage.History.PageAsync(filter, null, 40, Cancellation);
            var read = new List<TrafficRecord>();
            await foreach (TrafficRow row in storage.History.ReadAsync(filter, Cancellation))
            {
                read.Add(row.Record);
            }

            Assert.Equal(expected, read);
            Assert.Equal(expected.Reverse().Take(40), page.Select(row => row.Record));
        }
    }

    [Fact]
    public async Task Pages_of_any_filter_follow_each_other_without_gap_or_repetition()
    {
        TrafficRecord[] records = RandomTraffic.Records(seed: 7, count: 1_500);
        SqliteStorage storage = await _folder.OpenWithAsync(records);
        var random = new Random(8);

        for (int i = 0; i < 60; i++)
        {
            TrafficFilter filter = RandomTraffic.Filter(random);
            var seen = new List<TrafficRow>();
            IReadOnlyList<TrafficRow> page;
            do
            {
                page = await storage.History.PageAsync(filter, seen.LastOrDefault()?.Id, 7, Cancellation);
                seen.AddRange(page);
            }
            while (page.Count == 7);

            Assert.Equal(records.Where(filter.Matches).Reverse(), seen.Select(row => row.Record));
        }
    }

    [Fact]
    public async Task A_pattern_of_more_hosts_than_are_merged_finds_the_same()
    {
        TrafficRecord[] records = [.. Enumerable.Range(0, 6_000).Select(i => SampleRecord.At(i / 60.0, host: $"h{i}.example"))];
        SqliteStorage storage = await _folder.OpenWithAsync(records);

        IReadOnlyList<TrafficRow> page = await storage.History.PageAsync(
            new TrafficFilter { HostPattern = new HostPattern("h*"), Results = [TrafficResult.Forwarded] }, null, 3, Cancellation);

        Assert.Equal(["h5999.example", "h5998.example", "h5997.example"], page.Select(row => row.Record.Host));
    }

    [Fact]
    public async Task A_method_that_no_standard_knows_is_found()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            SampleRecord.At(0) with { Method = "BREW" }, SampleRecord.At(1), SampleRecord.At(2) with { Method = "brew" });

        TrafficRow row = Assert.Single(await storage.History.PageAsync(new TrafficFilter { Method = "BREW" }, null, 10, Cancellation));

        Assert.Equal(SampleRecord.At(0) with { Method = "BREW" }, row.Record);
        Assert.Equal(["brew", "GET", "BREW"], Shell.Ask(_folder.DatabasePath, "SELECT request_method FROM requests ORDER BY id DESC").Select(one => one[0]));
        Assert.Equal(["2"], Shell.Ask(_folder.DatabasePath, "SELECT count(*) FROM kind").Single());
    }

    [Fact]
    public async Task A_host_that_nobody_asked_for_has_no_rows()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0));

        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { HostPattern = new HostPattern("nowhere") }, null, 10, Cancellation));
        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { HostPattern = new HostPattern("www_example") }, null, 10, Cancellation));
        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { User = "nobody" }, null, 10, Cancellation));
        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { Client = SampleRecord.Bob }, null, 10, Cancellation));
    }

    [Fact]
    public async Task An_exact_host_has_none_of_the_rows_of_hosts_that_contain_it()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(
            SampleRecord.At(0, host: "example.com"), SampleRecord.At(1, host: "www.example.com"), SampleRecord.At(2, host: "example.com.net"));

        IReadOnlyList<TrafficRow> page = await storage.History.PageAsync(new TrafficFilter { Host = "example.com" }, null, 10, Cancellation);

        Assert.Equal("example.com", Assert.Single(page).Record.Host);
        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { Host = "nowhere.example" }, null, 10, Cancellation));
    }

    [Fact]
    public async Task A_page_of_nothing_is_empty()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0));

        Assert.Empty(await storage.History.PageAsync(new TrafficFilter(), null, 0, Cancellation));
        Assert.Empty(await storage.History.PageAsync(new TrafficFilter(), 1, 10, Cancellation));
    }
}
