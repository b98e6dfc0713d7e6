using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Recording;

public sealed class TunnelGrowthTests : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TrafficRecord Opened = SampleRecord.At(0, TrafficResult.Tunnelled) with
    {
        TunnelId = 7,
        IsOpen = true,
        BytesSent = 0,
        BytesReceived = 0,
        Duration = TimeSpan.Zero,
    };

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task The_bytes_of_a_long_tunnel_stand_in_the_minutes_in_which_they_came()
    {
        SqliteStorage storage = await WriteEachAsync(Opened, Grown(0.5, 100), Grown(1.5, 300), Grown(2.5, 600), Ended(3.5, 1_000));

        IReadOnlyList<TrafficPoint> bars = await storage.History.SeriesAsync(
            new(new(SampleRecord.Noon, SampleRecord.Noon.AddMinutes(4))), Minute, Cancellation);

        Assert.Equal([1, 0, 0, 0], bars.Select(bar => bar.Requests));
        Assert.Equal([100, 200, 300, 400], bars.Select(bar => bar.BytesSent));
        Assert.Equal("210000000", Ask("SELECT sum(duration_us) FROM rollup_host_recent WHERE client_id = 0"));
    }

    [Fact]
    public async Task The_row_of_a_tunnel_that_stands_is_written_anew_after_a_minute_and_at_the_end()
    {
        SqliteStorage storage = await WriteEachAsync(Opened, Grown(0.5, 100));
        Assert.Equal("0 0.0 1", Row());

        await storage.TrafficStore.WriteAsync([Grown(1, 150)], Cancellation);
        Assert.Equal("150 60.0 1", Row());

        await storage.TrafficStore.WriteAsync([Grown(1.9, 180)], Cancellation);
        Assert.Equal("150 60.0 1", Row());

        await storage.TrafficStore.WriteAsync([Ended(1.95, 190)], Cancellation);
        Assert.Equal("190 117.0 0", Row());

        string Row() => Ask("SELECT bytes_sent || ' ' || duration_seconds || ' ' || is_open FROM requests");
    }

    [Fact]
    public async Task The_first_byte_of_a_tunnel_is_counted_once_when_the_tunnel_began()
    {
        var first = TimeSpan.FromMilliseconds(3);
        SqliteStorage storage = await WriteEachAsync(
            Opened, Grown(1.5, 1) with { TimeToFirstByte = first }, Grown(2.5, 2) with { TimeToFirstByte = first }, Ended(3, 3) with { TimeToFirstByte = first });

        IReadOnlyList<TtfbPoint> bars = await storage.History.FirstByteSeriesAsync(
            new(new(SampleRecord.Noon, SampleRecord.Noon.AddMinutes(4))), Minute, Cancellation);

        Assert.Equal([1, 0, 0, 0], bars.Select(bar => bar.Times.Count));
    }

    [Fact]
    public async Task A_record_whose_tunnel_was_never_seen_to_open_is_counted_whole()
    {
        SqliteStorage storage = await WriteEachAsync(Grown(1.5, 300), Ended(2.5, 700));

        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);

        Assert.Equal((1, 1, 700), (totals.Requests, totals.Tunnels, totals.BytesSent));
        Assert.Equal("700", Ask("SELECT bytes_sent FROM requests"));
    }

    [Fact]
    public async Task Several_records_of_a_tunnel_in_one_batch_count_once()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(Opened, Grown(0.5, 100), Grown(1.5, 200), Ended(2.5, 300));
        await storage.TrafficStore.WriteAsync([Opened with { TunnelId = 8 }, Grown(0.1, 5) with { TunnelId = 8 }, Grown(0.2, 9) with { TunnelId = 8 }], Cancellation);

        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);

        Assert.Equal((2, 309), (totals.Requests, totals.BytesSent));
    }

    [Fact]
    public async Task A_batch_that_failed_and_is_written_again_adds_its_growth_once()
    {
        SqliteStorage storage = await WriteEachAsync(Opened, Grown(0.5, 100));
        using (var shell = Shell.Open(_folder.DatabasePath))
        using (shell.BeginTransaction(deferred: false))
        {
            await Assert.ThrowsAsync<TrafficStoreException>(() => storage.TrafficStore.WriteAsync([Grown(1.5, 300)], Cancellation));
        }

        // Fails in the midst of the batch, so that what was written before is taken back and the connection is another.
        await Assert.ThrowsAnyAsync<Exception>(
            () => storage.TrafficStore.WriteAsync([Grown(1.5, 300), SampleRecord.At(1) with { Node = null! }], Cancellation));
        await storage.TrafficStore.WriteAsync([Grown(1.5, 300)], Cancellation);
        await storage.TrafficStore.WriteAsync([Ended(2, 400)], Cancellation);

        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);
        Assert.Equal((1, 400), (totals.Requests, totals.BytesSent));
        Assert.Equal("400", Ask("SELECT bytes_sent FROM requests"));
    }

    [Fact]
    public async Task Tunnels_for_which_there_is_no_memory_count_once_too()
    {
        await using var database = await OrleansProxy.Storage.Sqlite.SqliteDatabase.OpenAsync(_folder.DatabasePath, Cancellation);
        var open = new OrleansProxy.Storage.Recording.OpenTunnels(capacity: 1);
        var pace = new OrleansProxy.Storage.Sqlite.WritePace(TimeProvider.System, static _ => { });
        foreach (TrafficRecord record in (TrafficRecord[])[
            Opened with { TunnelId = 1 }, Opened, Grown(0.2, 20), Grown(0.5, 50), Ended(1.5, 300), Ended(2, 1_000) with { TunnelId = 1 }])
        {
            await database.WriteAsync(
                (connection, _) =>
                {
                    open.Begin();
                    using var writer = new OrleansProxy.Storage.Recording.TrafficBatchWriter(connection, open, pace);
                    writer.Write([record]);
                    return 0;
                },
                Cancellation);
            open.Commit();
        }

        Assert.Equal("2 1300", Ask("SELECT sum(requests) || ' ' || sum(bytes_sent) FROM rollup_minute WHERE client_id = 0"));
        Assert.Equal("2 1300 0", Ask("SELECT count(*) || ' ' || sum(bytes_sent) || ' ' || sum(is_open) FROM requests"));
    }

    private static TrafficRecord Grown(double minutes, long sent) => Opened with { BytesSent = sent, Duration = Minute * minutes };

    private static TrafficRecord Ended(double minutes, long sent) => Grown(minutes, sent) with { IsOpen = false };

    private async Task<SqliteStorage> WriteEachAsync(params TrafficRecord[] records)
    {
        SqliteStorage storage = await _folder.OpenAsync();
        foreach (TrafficRecord record in records)
        {
            await storage.TrafficStore.WriteAsync([record], Cancellation);
        }

        return storage;
    }

    private string Ask(string sql) => Shell.Ask(_folder.DatabasePath, sql).Single().Single();
}
