using System.Globalization;
using OrleansProxy.Storage.Retention;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Retention;

public sealed class HistoryRetentionTests : IAsyncDisposable
{
    private const double Day = 24 * 60;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Rows_go_by_age_and_their_sums_stay()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0), SampleRecord.At(1), SampleRecord.At(2 * Day));

        RetentionOutcome outcome = await ApplyAsync(storage, atMinute: (90 * Day) + 0.5);
        Assert.Equal((1, 0, SampleRecord.Noon.AddMinutes(1)), (outcome.ByAge, outcome.BySize, outcome.Oldest));
        Assert.Equal("2", Ask("SELECT count(*) FROM requests"));

        outcome = await ApplyAsync(storage, atMinute: 91 * Day);
        Assert.Equal((1, 0, SampleRecord.Noon.AddDays(2)), (outcome.ByAge, outcome.BySize, outcome.Oldest));
        Assert.Equal("3", Ask("SELECT sum(requests) FROM rollup_hour WHERE client_id = 0"));
        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);
        Assert.Equal(3, totals.Requests);
    }

    [Fact]
    public async Task Sums_by_the_minute_go_with_the_rows_and_all_others_after_two_years()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0), SampleRecord.At(2 * Day), SampleRecord.At(700 * Day));
        await ApplyAsync(storage, atMinute: 91 * Day);
        Assert.Equal("2|2", Ask("SELECT count(*) || '|' || count(DISTINCT time) FROM rollup_minute WHERE client_id = 0"));
        Assert.Equal("2", Ask("SELECT count(*) FROM rollup_minute WHERE client_id <> 0"));

        // The cut is where 16 days begin, so that sums of every unit have the same requests in them.
        await ApplyAsync(storage, atMinute: 750 * Day);
        foreach (string table in (string[])["hour", "day", "block", "host_recent", "status_hour", "status_day"])
        {
            Assert.Equal("1", Ask($"SELECT sum(requests) FROM rollup_{table} WHERE client_id = 0"));
        }

        Assert.Equal("0", Ask("SELECT count(*) FROM rollup_minute WHERE time * 60 < unixepoch('2026-06-01')"));
    }

    [Fact]
    public async Task The_oldest_rows_go_while_the_database_is_larger_than_it_may_be_and_the_file_shrinks()
    {
        TrafficRecord[] many = [.. Enumerable.Range(0, 60_000).Select(
            i => SampleRecord.At(i / 64.0) with { PathAndQuery = string.Create(CultureInfo.InvariantCulture, $"/{i:D100}") })];
        SqliteStorage storage = await _folder.OpenWithAsync(many);
        Checkpoint();
        long before = Length();

        RetentionOutcome outcome = await ApplyAsync(storage, atMinute: Day, maxGB: 0.008m);
        Checkpoint();

        Assert.True(before > 10_000_000, $"{before}");
        Assert.InRange(Length(), 1_000_000, 9_000_000);
        Assert.Equal(many.Length - outcome.BySize, long.Parse(Ask("SELECT count(*) FROM requests"), CultureInfo.InvariantCulture));
        Assert.InRange(outcome.BySize, 10_000, 55_000);
        Assert.Equal(many[(int)outcome.BySize].Timestamp, outcome.Oldest);
        Assert.Equal("ok", Ask("PRAGMA integrity_check"));
        Assert.Equal("60000", Ask("SELECT sum(requests) FROM rollup_day WHERE client_id = 0"));
    }

    [Fact]
    public async Task What_comes_meanwhile_stays_however_small_the_limit_is()
    {
        SqliteStorage storage = await _folder.OpenWithAsync([.. Enumerable.Range(0, 30).Select(i => SampleRecord.At(i))]);

        RetentionOutcome outcome = await ApplyAsync(storage, atMinute: 19.5, maxGB: 0.000_01m);

        Assert.Equal((20, SampleRecord.Noon.AddMinutes(20)), (outcome.BySize, outcome.Oldest));
        Assert.Equal("10", Ask("SELECT count(*) FROM requests"));
    }

    [Fact]
    public async Task The_journal_drives_no_rows_out_by_size()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(RandomTraffic.Records(1, 40_000, days: 1));
        long used = Used(), journal = new FileInfo(_folder.DatabasePath + "-wal").Length;

        RetentionOutcome outcome = await ApplyAsync(storage, atMinute: Day, maxGB: used * 1.25m / 1_000_000_000);

        Assert.True(journal > used, $"{journal}, {used}");
        Assert.Equal(0, outcome.BySize);
    }

    [Fact]
    public async Task What_the_sums_by_the_minute_give_back_stays_in_rows()
    {
        SqliteStorage storage = await _folder.OpenWithAsync([.. Enumerable.Range(0, 60_000).Select(i => SampleRecord.At(i))]);
        long limit = Used() * 6 / 10;

        RetentionOutcome outcome = await ApplyAsync(storage, atMinute: 60_000, maxGB: limit / 1_000_000_000m);

        Assert.InRange(outcome.BySize, 1_000, 59_000);
        Assert.InRange(Used(), limit * 7 / 10, limit);
    }

    [Fact]
    public async Task Names_that_nothing_is_called_by_any_more_go()
    {
        TrafficRecord old = SampleRecord.Full with { Timestamp = SampleRecord.Noon, Host = "old.example", UserAgent = "old/1", User = "old", Error = "old", Rule = "old" };
        TrafficRecord recent = SampleRecord.Full with { Timestamp = SampleRecord.Noon.AddDays(100), Host = "new.example", UserAgent = "new/1", User = "new", Error = "new", Rule = "new" };
        await _folder.OpenWithAsync(old, recent);
        await _folder.CloseAsync(); // the writer forgets what it remembers
        SqliteStorage storage = await _folder.OpenAsync();

        await ApplyAsync(storage, atMinute: 101 * Day);

        foreach (string table in (string[])["agent", "error_text", "rule_text", "user_name"])
        {
            Assert.StartsWith("new", Ask($"SELECT group_concat(name) FROM {table}"), StringComparison.Ordinal);
        }

        // Sums still have the host and the client.
        Assert.Equal("2", Ask("SELECT count(*) FROM host"));
        Assert.Equal("1", Ask("SELECT count(*) FROM client"));
        await ApplyAsync(storage, atMinute: 750 * Day);
        await ApplyAsync(storage, atMinute: 850 * Day);
        await storage.TrafficStore.WriteAsync([old with { Timestamp = SampleRecord.Noon.AddDays(851) }], Cancellation);
        Assert.Equal("old.example old/1 old", Ask("SELECT destination_host || ' ' || user_agent || ' ' || \"user\" FROM requests"));
    }

    [Fact]
    public async Task Names_that_the_writer_remembers_stay()
    {
        TrafficRecord old = SampleRecord.Full with { Timestamp = SampleRecord.Noon };
        SqliteStorage storage = await _folder.OpenWithAsync(old);

        await ApplyAsync(storage, atMinute: 101 * Day);
        await storage.TrafficStore.WriteAsync([old with { Timestamp = SampleRecord.Noon.AddDays(101) }], Cancellation);

        Assert.Equal(
            "www.example.com curl/8 alice Nothing; only a sentence.",
            Ask("SELECT destination_host || ' ' || user_agent || ' ' || \"user\" || ' ' || error FROM requests"));
    }

    [Fact]
    public async Task It_ends_after_the_step_that_runs_when_it_is_cancelled()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(RandomTraffic.Records(1, 5_000, days: 1));
        using var cancellation = new CancellationTokenSource();
        var time = new CancellingTime(SampleRecord.Noon.AddDays(100), cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => storage.Retention.ApplyAsync(new HistoryOptions(), time, cancellation.Token));

        Assert.Equal("4900", Ask("SELECT count(*) FROM traffic"));
    }

    private static Task<RetentionOutcome> ApplyAsync(SqliteStorage storage, double atMinute, decimal maxGB = 5) => storage.Retention.ApplyAsync(
        new HistoryOptions { MaxGB = maxGB }, new ManualTime(SampleRecord.Noon.AddMinutes(atMinute)), Cancellation);

    private string Ask(string sql) => Shell.Ask(_folder.DatabasePath, sql).Single().Single();

    /// <summary>Octets of the pages that something is in.</summary>
    private long Used() => 4096 * (long.Parse(Ask("PRAGMA page_count"), CultureInfo.InvariantCulture)
        - long.Parse(Ask("PRAGMA freelist_count"), CultureInfo.InvariantCulture));

    private void Checkpoint() => Shell.Ask(_folder.DatabasePath, "PRAGMA wal_checkpoint(TRUNCATE)");

    private long Length() => new FileInfo(_folder.DatabasePath).Length;

    /// <summary>Cancels when somebody begins to wait.</summary>
    private sealed class CancellingTime(DateTimeOffset now, CancellationTokenSource cancellation) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            cancellation.Cancel();
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
