using OrleansProxy.Storage.Migrations;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Migrations;

public sealed class SchemaUpgradeTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public void Steps_are_numbered_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(step => step.Version));

    [Fact]
    public async Task A_new_file_stands_at_the_latest_version_with_its_settings()
    {
        await _folder.OpenAsync();

        Assert.Equal([$"{Migration.Latest}"], Ask("PRAGMA user_version"));
        Assert.Equal([$"{SchemaUpgrade.ApplicationId}"], Ask("PRAGMA application_id"));
        Assert.Equal(["wal"], Ask("PRAGMA journal_mode"));
        Assert.Equal(["2"], Ask("PRAGMA auto_vacuum")); // incremental
    }

    [Fact]
    public async Task A_newer_database_is_refused_with_a_sentence()
    {
        await _folder.OpenAsync();
        await _folder.CloseAsync();
        Ask("PRAGMA user_version = 99");

        var fault = await Assert.ThrowsAsync<StorageException>(_folder.OpenAsync);

        Assert.Contains("written by a newer version of this program (schema 99", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["99"], Ask("PRAGMA user_version"));
    }

    [Fact]
    public async Task Another_programs_database_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.DatabasePath)!);
        Ask("CREATE TABLE requests (id INTEGER PRIMARY KEY, url TEXT)");

        var fault = await Assert.ThrowsAsync<StorageException>(_folder.OpenAsync);

        Assert.Contains("belongs to another program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["requests"], Ask("SELECT name FROM sqlite_schema"));
    }

    [Fact]
    public async Task A_file_of_version_3_is_brought_over_whole()
    {
        TrafficRecord[] records = [.. RandomTraffic.Records(seed: 3, count: 2_000, days: 40), SampleRecord.Full];
        VersionThree.Make(_folder.DatabasePath, records);
        await using var newFolder = new TempFolder();
        await newFolder.OpenWithAsync(records);
        await Assert.ThrowsAsync<StorageException>(
            () => SqliteStorage.OpenReadOnlyAsync(_folder.DatabasePath, Cancellation));

        SqliteStorage storage = await _folder.OpenAsync();

        Assert.Empty((await storage.Rules.LoadAsync(Cancellation)).Rules);
        Assert.Equal(["ok"], Ask("PRAGMA integrity_check"));
        string sums = string.Join(", ", RollupColumns.Sums.Except(["duration_us"]).Concat(RollupColumns.Buckets).Select(column => $"sum({column})"));
        string[] questions =
        [
            "SELECT * FROM all_requests ORDER BY id",
            "SELECT * FROM traffic_by_minute ORDER BY 1, 2, 3, 4",
            $"SELECT hour, timestamp, source_ip, destination_host, result, {sums} FROM traffic_by_hour GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
            $"SELECT day, timestamp, source_ip, destination_host, result, {sums} FROM traffic_by_day GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
            "SELECT * FROM top_clients",
            "SELECT * FROM top_domains",
            "SELECT * FROM rollup_block WHERE client_id = 0 ORDER BY 1, 2, 3",
            "SELECT status, sum(requests), sum(duration_us) FROM rollup_status_day WHERE client_id = 0 GROUP BY 1 ORDER BY 1",
        ];
        foreach (string question in questions)
        {
            List<string[]> expected = Shell.Ask(newFolder.DatabasePath, question);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, Shell.Ask(_folder.DatabasePath, question));
        }
    }

    [Fact]
    public async Task Timestamps_of_rows_older_than_their_index_are_found_by_it()
    {
        VersionThree.Make(_folder.DatabasePath, [.. RandomTraffic.Records(seed: 5, count: 500, days: 3)]);

        await _folder.OpenAsync();

        string[] middle = Ask("SELECT timestamp FROM all_requests ORDER BY id LIMIT 1 OFFSET 250");
        Assert.Equal(["250"], Ask($"SELECT count(*) FROM all_requests WHERE timestamp >= '{middle[0]}'"));
        Assert.Equal(["250"], Ask($"SELECT count(*) FROM all_requests WHERE +timestamp >= '{middle[0]}'"));
        Assert.Equal(["500"], Ask("SELECT count(*) FROM traffic WHERE timestamp <> ''"));
    }

    [Fact]
    public async Task A_tunnel_that_stood_in_a_file_of_version_3_is_closed()
    {
        VersionThree.Make(_folder.DatabasePath, [SampleRecord.At(0, TrafficResult.Tunnelled) with { TunnelId = 7, IsOpen = true }]);

        await _folder.OpenAsync();

        Assert.Equal(["0", "The proxy ended before the tunnel did."], Ask("SELECT is_open, error FROM requests"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_version_before_it()
    {
        await _folder.OpenAsync();
        using var connection = Shell.Open(_folder.DatabasePath);
        Migration[] steps = [.. Migration.All, new(Migration.Latest + 1, "CREATE TABLE one (id); CREATE TABLE one (id);")];

        Assert.ThrowsAny<Exception>(() => SchemaUpgrade.Apply(connection, _folder.DatabasePath, steps));

        Assert.Equal([$"{Migration.Latest}"], Ask("PRAGMA user_version"));
        Assert.Empty(Shell.Ask(_folder.DatabasePath, "SELECT 1 FROM sqlite_schema WHERE name = 'one'"));
    }

    private string[] Ask(string sql) => Shell.Ask(_folder.DatabasePath, sql).FirstOrDefault() ?? [];
}
