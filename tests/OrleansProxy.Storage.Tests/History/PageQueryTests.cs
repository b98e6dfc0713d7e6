using OrleansProxy.Storage.History;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.History;

public sealed class PageQueryTests : IAsyncDisposable
{
    private static readonly TrafficResult[] Results =
        [TrafficResult.Forwarded, TrafficResult.Tunnelled, TrafficResult.Blocked, TrafficResult.RateLimited];

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every combination of filters.</summary>
    public static TheoryData<TrafficFilter> Filters
    {
        get
        {
            var filters = new TheoryData<TrafficFilter>();
            for (int i = 0; i < 80; i++)
            {
                filters.Add(new TrafficFilter
                {
                    Range = (i & 1) == 0 ? null : new TimeRange(SampleRecord.Noon.AddMinutes(30), SampleRecord.Noon.AddMinutes(120)),
                    Client = (i & 2) == 0 ? null : SampleRecord.Bob,
                    Method = (i & 4) == 0 ? null : "CONNECT",
                    Results = (i & 8) == 0 ? null : [TrafficResult.Tunnelled, TrafficResult.Blocked],
                    HostPattern = (i / 16) switch { 1 or 4 => new HostPattern("H7"), 2 => new HostPattern("example"), _ => null },
                    Host = i < 48 ? null : "h7.example",
                });
            }

            return filters;
        }
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Every_combination_of_filters_finds_what_a_plain_search_finds()
    {
        List<TrafficRecord> records = Sample();
        SqliteStorage storage = await _folder.OpenWithAsync(records);

        foreach (TrafficFilter filter in Filters.Select(data => data.Data))
        {
            string[] expected = [.. records.Where(record => filter.Matches(record)).Reverse().Take(40).Select(record => record.PathAndQuery)];

            IReadOnlyList<TrafficRow> page = await storage.History.PageAsync(filter, null, 40, Cancellation);
            var read = new List<string>();
            await foreach (TrafficRow row in storage.History.ReadAsync(filter, Cancellation))
            {
                read.Add(row.Record.PathAndQuery);
            }

            Assert.Equal(expected, page.Select(row => row.Record.PathAndQuery));
            Assert.Equal(records.Where(record => filter.Matches(record)).Select(record => record.PathAndQuery), read);
        }
    }

    [Fact]
    public async Task A_host_that_nobody_asked_for_has_no_rows()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0));

        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { HostPattern = new HostPattern("nowhere") }, null, 10, Cancellation));
        Assert.Empty(await storage.History.PageAsync(new TrafficFilter { HostPattern = new HostPattern("www_example") }, null, 10, Cancellation));
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

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task No_page_scans_the_rows(TrafficFilter filter)
    {
        await _folder.OpenWithAsync(Sample());
        using var connection = Shell.Open(_folder.DatabasePath);

        foreach (PageQuery.Direction direction in Enum.GetValues<PageQuery.Direction>())
        {
            List<string> plan = PageQuery.Explain(connection, filter, direction);

            Assert.Contains(plan, line => line.StartsWith("SEARCH t", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.StartsWith("SCAN t", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("SEARCH traffic USING COVERING INDEX traffic_by_client (client_id=? AND rowid>? AND rowid<?)", "client")]
    [InlineData("SEARCH traffic USING COVERING INDEX traffic_by_host (host_id=? AND rowid>? AND rowid<?)", "host")]
    [InlineData("SEARCH traffic USING COVERING INDEX traffic_by_host (host_id=? AND rowid>? AND rowid<?)", "exact host")]
    [InlineData("SEARCH traffic USING COVERING INDEX traffic_by_result (result=? AND rowid>? AND rowid<?)", "result")]
    [InlineData("SEARCH traffic USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)", "")]
    public async Task Each_filter_leads_with_its_index(string expected, string lead)
    {
        await _folder.OpenWithAsync(Sample());
        using var connection = Shell.Open(_folder.DatabasePath);

        List<string> plan = PageQuery.Explain(
            connection,
            new TrafficFilter
            {
                Client = lead == "client" ? SampleRecord.Bob : null,
                HostPattern = lead == "host" ? new HostPattern("h7") : null,
                Host = lead == "exact host" ? "h7.example" : null,
                Results = lead == "result" ? [TrafficResult.Blocked] : null,
            },
            PageQuery.Direction.Down);

        Assert.Contains(expected, plan);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_sum_touches_the_rows(bool isOneClient)
    {
        await _folder.OpenWithAsync(Sample());
        using var connection = Shell.Open(_folder.DatabasePath);
        var scope = new TrafficScope(TimeRange.All) { Client = isOneClient ? SampleRecord.Bob : null };
        string[] questions =
        [
            RollupQueries.Totals(scope),
            RollupQueries.Series(isHours: true, scope),
            RollupQueries.Series(isHours: false, scope),
            RollupQueries.TopDomains(scope, DomainOrder.Requests),
            RollupQueries.TopDomains(scope, DomainOrder.Blocked),
            RollupQueries.TopClients(scope),
        ];

        foreach (string question in questions)
        {
            string literal = System.Text.RegularExpressions.Regex.Replace(question, "@[A-Za-z]+", "1");
            List<string> plan = [.. Shell.Ask(connection, $"EXPLAIN QUERY PLAN {literal}").Select(line => line[3])];

            Assert.Contains(plan, line => line.StartsWith("SEARCH traffic_", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, line => line.StartsWith("SCAN traffic", StringComparison.Ordinal));
        }
    }

    private static List<TrafficRecord> Sample()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 600).Select(i => SampleRecord.At(
            i / 4.0, Results[random.Next(Results.Length)], $"h{random.Next(80)}.example",
            random.Next(3) == 0 ? SampleRecord.Bob : SampleRecord.Alice) with
        {
            PathAndQuery = $"/{i}",
        })];
    }
}
