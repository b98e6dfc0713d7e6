using System.Text;
using System.Text.Json;
using OrleansProxy.Traffic.Demo;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Docs;

public sealed class SqlGuideTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Queries => [.. SqlGuide.Queries];

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData("requests")]
    [InlineData("blocked_requests")]
    [InlineData("rate_limit_violations")]
    [InlineData("top_domains")]
    [InlineData("top_clients")]
    public async Task Each_view_has_the_columns_that_are_documented(string view)
    {
        await _folder.OpenAsync();

        Assert.Equal(SqlGuide.Columns(view), Columns(view));
    }

    [Fact]
    public async Task An_export_has_the_columns_of_the_views()
    {
        await _folder.OpenAsync();
        string[] exported = [.. TrafficColumn.All.Select(column => column.Name)];

        Assert.Equal(exported, Columns("requests"));
        Assert.Equal(exported, Columns("all_requests"));
    }

    [Fact]
    public async Task An_exported_row_reads_as_the_view_does()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.Full, SampleRecord.At(1, TrafficResult.Tunnelled));
        using var exported = new MemoryStream();

        await TrafficExport.WriteAsync(
            exported,
            storage.History.ReadAsync(new TrafficFilter(), TestContext.Current.CancellationToken),
            ExportFormat.Jsonl,
            progress: null,
            TestContext.Current.CancellationToken);

        string[] lines = Encoding.UTF8.GetString(exported.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            lines.Select(line => JsonElement.Parse(line).EnumerateObject().Select(cell => cell.Value.ToString())),
            Ask("SELECT * FROM requests ORDER BY id"));
    }

    [Theory]
    [MemberData(nameof(Queries), DisableDiscoveryEnumeration = true)]
    public async Task Each_query_runs_as_printed_and_answers(string query)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();

        // One of each result besides: whether three days have a rare one depends on when they are.
        await _folder.OpenWithAsync(
        [
            .. new SyntheticTraffic(3).Between(now.AddDays(-3), now.AddHours(-1)),
            .. Enum.GetValues<TrafficResult>().Select((result, i) => SampleRecord.At(0, result) with { Timestamp = now.AddSeconds(i - 1_800) }),
        ]);

        Assert.NotEmpty(Ask(query));
    }

    [Fact]
    public void The_guide_prints_at_least_twenty_queries() => Assert.InRange(SqlGuide.Queries.Count, 20, 50);

    [Fact]
    public async Task Every_result_of_the_program_is_in_the_database_by_its_name()
    {
        await _folder.OpenAsync();

        Assert.Equal(
            Enum.GetValues<TrafficResult>().Select(result => $"{(int)result} {result.ToName()}"),
            Ask("SELECT id || ' ' || name FROM result ORDER BY id").Select(row => row[0]));
    }

    [Fact]
    public async Task Each_view_has_the_rows_that_are_its_own()
    {
        await _folder.OpenWithAsync([.. Enum.GetValues<TrafficResult>().Select((result, i) => SampleRecord.At(i, result))]);

        Assert.Equal(
            Ask("SELECT name FROM result WHERE is_request = 1 ORDER BY id"),
            Ask("SELECT result FROM requests ORDER BY id"));
        Assert.Equal(
            Ask("SELECT name FROM result ORDER BY id"),
            Ask("SELECT result FROM all_requests ORDER BY id"));
        Assert.Equal(["2026-03-01T12:05:00.000Z", "192.0.2.7", "www.example.com", "example.com"], Ask("SELECT * FROM blocked_requests").Single()[..4]);
        Assert.Equal(["2026-03-01T12:06:00.000Z", "192.0.2.7", "101"], Ask("SELECT * FROM rate_limit_violations").Single()[..3]);
        Assert.Equal(["www.example.com", "7", "700", "70"], Ask("SELECT * FROM top_domains").Single());
    }

    [Theory]
    [InlineData("id >= 5 AND id < 9")]
    [InlineData("destination_host = 'www.example.com'")]
    [InlineData("source_ip = '192.0.2.7'")]
    [InlineData("status = 404")]
    [InlineData("result = 'origin-failed'")]
    [InlineData("user = 'alice'")]
    public async Task A_view_that_is_narrowed_scans_no_rows(string condition)
    {
        await _folder.OpenWithAsync(SampleRecord.Full);

        List<string[]> plan = Ask($"EXPLAIN QUERY PLAN SELECT * FROM requests WHERE {condition}");

        Assert.Contains(plan, line => line[3].StartsWith("SEARCH t ", StringComparison.Ordinal));
    }

    private string[] Columns(string view) => [.. Ask($"SELECT name FROM pragma_table_info('{view}')").Select(row => row[0])];

    private List<string[]> Ask(string sql) => Shell.Ask(_folder.DatabasePath, sql);
}
