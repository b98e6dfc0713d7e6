using System.Text.Json;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.LogTree;
using OrleansProxy.Traffic.Records;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.LogTree;

public sealed class LogTreeWriterTests : IDisposable
{
    private static readonly ExchangeHeads Heads = new("GET http://example.com/a+b HTTP/1.1\r\nHost: example.com", "HTTP/1.1 200 OK");

    private readonly string _folder = Directory.CreateTempSubdirectory("log-tree").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Tree => Path.Combine(_folder, "Logs");

    [Fact]
    public async Task A_request_is_an_object_with_exactly_the_keys_of_the_older_proxy()
    {
        string line = Assert.Single(await LinesAsync("Website Traffic/example.com/2026-03-01.jsonl", SampleRecord.Forwarded with { Heads = Heads }));

        JsonProperty[] properties = [.. JsonElement.Parse(line).EnumerateObject()];
        Assert.Equal(
            [
                "Timestamp", "Incoming header", "Proxy response sent", "Bytes sent", "Bytes received", "Request duration (s)", "TTFB (s)",
            ],
            properties.Select(property => property.Name));
        Assert.Equal(
            ["2026-03-01T12:00:00.123+00:00", Heads.Request, "HTTP/1.1 200 OK", "1234", "567", "0.034", "0.012"],
            properties.Select(property => property.Value.ToString()));
        Assert.Contains("+00:00\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_rule_refused_has_a_file_of_its_own_and_is_in_no_other()
    {
        TrafficRecord blocked = SampleRecord.Forwarded with { Result = TrafficResult.Blocked, Host = "ads.example", Heads = Heads };

        string line = Assert.Single(await LinesAsync("Blocked Logs/2026-03-01.jsonl", blocked));

        Assert.Equal(
            """{"Timestamp":"2026-03-01T12:00:00.123+00:00","Blocked hostname":"ads.example","Client IP":"192.0.2.7"}""", line);
        Assert.False(Directory.Exists(Path.Combine(Tree, "Website Traffic")));
    }

    [Fact]
    public async Task Our_own_pages_and_open_tunnels_are_no_lines()
    {
        await WriteAsync(
            SampleRecord.Forwarded with { Result = TrafficResult.Served },
            SampleRecord.Forwarded with { Result = TrafficResult.Tunnelled, IsOpen = true });

        Assert.False(Directory.Exists(Path.Combine(Tree, "Website Traffic")));
    }

    [Fact]
    public async Task A_second_run_goes_on_where_the_first_has_ended()
    {
        await WriteAsync(SampleRecord.Forwarded);

        Assert.Equal(2, (await LinesAsync("Website Traffic/example.com/2026-03-01.jsonl", SampleRecord.Forwarded)).Length);
    }

    [Theory]
    [InlineData("../../../../tmp/x")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("..")]
    [InlineData("con")]
    public async Task No_host_leaves_the_folder(string host)
    {
        await WriteAsync(SampleRecord.Forwarded with { Host = host }, SampleRecord.Forwarded with { Host = new string('h', 300) });

        string traffic = Path.Combine(Tree, "Website Traffic");
        Assert.Equal(["Logs"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
        Assert.Equal(2, Directory.GetDirectories(traffic).Length);
        Assert.All(Directory.GetDirectories(traffic), folder => Assert.True(File.Exists(Path.Combine(folder, "2026-03-01.jsonl"))));
    }

    [Fact]
    public async Task Its_owner_alone_reads_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // modes are of Unix
        }

        await WriteAsync(SampleRecord.Forwarded);

        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (string path in Directory.GetFiles(Tree, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(Own, File.GetUnixFileMode(path));
        }

        foreach (string path in Directory.GetDirectories(_folder, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(Own | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_disk_that_fails_costs_lines_is_said_once_and_heals()
    {
        await File.WriteAllTextAsync(Tree, "in the way", TestContext.Current.CancellationToken);
        await using var tree = new LogTreeWriter(Tree, _time);
        var faults = new List<string>();
        tree.Faulted += faults.Add;
        tree.Record(SampleRecord.Numbered(1));
        await Eventually.HoldsAsync(_time, () => tree.Dropped == 1);
        tree.Record(SampleRecord.Numbered(2));
        await Eventually.HoldsAsync(_time, () => tree.Dropped == 2);
        Assert.NotNull(tree.LastError);

        File.Delete(Tree);
        tree.Record(SampleRecord.Numbered(3));
        await Eventually.HoldsAsync(_time, () => tree.Written == 1 && tree.LastError is null);

        Assert.Single(faults);
    }

    [Fact]
    public async Task The_summary_is_there_after_an_hour_of_silence()
    {
        await using var tree = new LogTreeWriter(Tree, _time);
        string report = Path.Combine(Tree, "Summary Logs", "summary_report.txt");
        tree.Record(SampleRecord.Forwarded);
        await Eventually.HoldsAsync(_time, () => tree.Written == 1);
        Assert.False(File.Exists(report));

        _time.Advance(LogTreeWriter.SummaryPeriod);
        await Eventually.HoldsAsync(_time, () => File.Exists(report));

        Assert.StartsWith("Total requests handled: 1\n", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_tells_of_everything_that_was_carried_once_the_run_has_ended()
    {
        await WriteAsync([
            .. Enumerable.Range(0, 2_500).Select(SampleRecord.Numbered),
            SampleRecord.Forwarded with { Result = TrafficResult.Blocked },
        ]);

        Assert.Equal(
            ["summary.json", "summary_report.txt", "top_domains.svg"],
            Directory.GetFiles(Path.Combine(Tree, "Summary Logs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(
            "1. example.com - Requests: 2500, ",
            await File.ReadAllTextAsync(Path.Combine(Tree, "Summary Logs", "summary_report.txt"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_bounded_in_memory_and_the_rest_is_counted()
    {
        using var blocking = new BlockingZone();
        var tree = new LogTreeWriter(Tree, blocking);
        TrafficRecord large = SampleRecord.Forwarded with { Heads = new ExchangeHeads(new string('x', 16 * 1024), "HTTP/1.1 200 OK") };
        int fits = LogTreeWriter.MaxWaiting / (16 * 1024);
        for (int i = 0; i < fits + 500; i++)
        {
            tree.Record(large);
        }

        Assert.InRange(tree.Dropped, 400, 1_000);
        blocking.Open();
        await tree.DisposeAsync();
        Assert.Equal(fits + 500, tree.Written + tree.Dropped);
    }

    private async Task WriteAsync(params TrafficRecord[] records)
    {
        var tree = new LogTreeWriter(Tree, _time);
        foreach (TrafficRecord record in records)
        {
            tree.Record(record);
        }

        await tree.DisposeAsync();
        Assert.Equal(0, tree.Dropped);
    }

    private async Task<string[]> LinesAsync(string file, params TrafficRecord[] records)
    {
        await WriteAsync(records);
        return await File.ReadAllLinesAsync(Path.Combine(Tree, file), TestContext.Current.CancellationToken);
    }

    /// <summary>Holds the writer up where it asks for the local time, until it is told to let go.</summary>
    private sealed class BlockingZone : TimeProvider, IDisposable
    {
        private readonly ManualResetEventSlim _open = new();

        public override TimeZoneInfo LocalTimeZone
        {
            get
            {
                _open.Wait();
                return TimeZoneInfo.Utc;
            }
        }

        public void Open() => _open.Set();

        public void Dispose() => _open.Dispose();
    }
}
