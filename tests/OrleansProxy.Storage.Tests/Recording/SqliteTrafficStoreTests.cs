using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Recording;

public sealed class SqliteTrafficStoreTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_is_only_summed_makes_no_row_and_neither_does_its_tunnel()
    {
        TrafficRecord tunnel = SampleRecord.At(0, TrafficResult.Tunnelled) with { IsOnlySummed = true, TunnelId = 9, IsOpen = true, BytesSent = 0 };
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0) with { IsOnlySummed = true }, tunnel);
        await storage.TrafficStore.WriteAsync(
            [tunnel with { IsGrowth = true, BytesSent = 50, Duration = TimeSpan.FromMinutes(5) }], TestContext.Current.CancellationToken);
        await storage.TrafficStore.WriteAsync(
            [tunnel with { IsOpen = false, BytesSent = 70, Duration = TimeSpan.FromMinutes(6) }], TestContext.Current.CancellationToken);

        Assert.Equal(["0"], Shell.Ask(_folder.DatabasePath, "SELECT count(*) FROM all_requests").Single());
        Assert.Equal(
            ["2", "170"], Shell.Ask(_folder.DatabasePath, "SELECT sum(requests), sum(bytes_sent) FROM rollup_minute WHERE client_id = 0").Single());
        Assert.Equal(["1"], Shell.Ask(_folder.DatabasePath, "SELECT count(*) FROM host").Single());
    }

    [Fact]
    public async Task A_record_comes_back_as_it_was()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.Full, SampleRecord.At(1));

        IReadOnlyList<TrafficRow> rows = await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation);

        Assert.Equal([SampleRecord.At(1), SampleRecord.Full], rows.Select(row => row.Record));
    }

    [Fact]
    public async Task Records_that_began_at_the_same_instant_get_keys_of_their_own()
    {
        TrafficRecord[] equal = [.. Enumerable.Repeat(SampleRecord.At(0), 50)];
        SqliteStorage storage = await _folder.OpenWithAsync(equal);
        await storage.TrafficStore.WriteAsync(equal, Cancellation);

        IReadOnlyList<TrafficRow> rows = await storage.History.PageAsync(new TrafficFilter(), null, 1_000, Cancellation);

        Assert.Equal(100, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row => Assert.InRange(row.Record.Timestamp, SampleRecord.Noon, SampleRecord.Noon.AddMicroseconds(100)));
    }

    [Fact]
    public async Task Every_record_becomes_a_row_however_their_instants_and_tunnels_mix()
    {
        const string WrongTimestamp = """
            timestamp <> strftime('%Y-%m-%dT%H:%M:%S', id / 1000000, 'unixepoch') || printf('.%03dZ', id / 1000 % 1000)
            """;
        var random = new Random(11);
        SqliteStorage storage = await _folder.OpenAsync();
        int written = 0;
        for (int batch = 0; batch < 40; batch++)
        {
            // Few instants, some before those of earlier batches, so that keys are taken before, beside and behind each other.
            TrafficRecord[] records = [.. Enumerable.Range(0, random.Next(1, 120)).Select(i => RandomRecord(random, batch, written + i))];
            await storage.TrafficStore.WriteAsync(records, Cancellation);
            written += records.Length;
        }

        string rows = $"SELECT count(*), count(DISTINCT id), sum({WrongTimestamp}) FROM all_requests";
        Assert.Equal([$"{written}", $"{written}", "0"], Shell.Ask(_folder.DatabasePath, rows).Single());
        Assert.Equal([$"{written}"], Shell.Ask(_folder.DatabasePath, "SELECT sum(requests) FROM rollup_minute WHERE client_id = 0").Single());
        Assert.Equal(["ok"], Shell.Ask(_folder.DatabasePath, "PRAGMA integrity_check").Single());
    }

    [Fact]
    public async Task A_record_that_ends_late_stands_where_it_began()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(10), SampleRecord.At(0, TrafficResult.Tunnelled));

        IReadOnlyList<TrafficRow> rows = await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation);

        Assert.Equal([TrafficResult.Forwarded, TrafficResult.Tunnelled], rows.Select(row => row.Record.Result));
    }

    [Fact]
    public async Task A_tunnel_is_one_row_and_one_request_that_its_end_completes()
    {
        TrafficRecord opened = SampleRecord.At(0, TrafficResult.Tunnelled) with { TunnelId = 7, IsOpen = true, BytesSent = 0, BytesReceived = 0 };
        TrafficRecord ended = opened with { IsOpen = false, BytesSent = 5_000, BytesReceived = 300, Duration = TimeSpan.FromMinutes(3) };
        SqliteStorage storage = await _folder.OpenWithAsync(opened);
        TrafficRow whileOpen = Assert.Single(await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation));

        await storage.TrafficStore.WriteAsync([ended], Cancellation);

        TrafficRow row = Assert.Single(await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation));
        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);
        Assert.True(whileOpen.Record.IsOpen);
        Assert.Equal(ended with { TunnelId = 0 }, row.Record);
        Assert.Equal((1, 1, 5_000, 300), (totals.Requests, totals.Tunnels, totals.BytesSent, totals.BytesReceived));
    }

    [Fact]
    public async Task A_tunnel_that_opened_and_ended_within_a_batch_is_one_row_and_one_request()
    {
        TrafficRecord opened = SampleRecord.At(0, TrafficResult.Tunnelled) with { TunnelId = 7, IsOpen = true, BytesSent = 0, BytesReceived = 0 };
        TrafficRecord ended = opened with { IsOpen = false, BytesSent = 5_000, BytesReceived = 300 };
        TrafficRecord other = opened with { TunnelId = 8, Timestamp = opened.Timestamp.AddSeconds(1) };

        SqliteStorage storage = await _folder.OpenWithAsync(opened, other, ended);

        IReadOnlyList<TrafficRow> rows = await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation);
        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);
        Assert.Equal([true, false], rows.Select(row => row.Record.IsOpen));
        Assert.Equal(ended with { TunnelId = 0 }, rows[1].Record);
        Assert.Equal((2, 2, 5_000, 300), (totals.Requests, totals.Tunnels, totals.BytesSent, totals.BytesReceived));
    }

    [Fact]
    public async Task The_end_of_a_tunnel_whose_opening_was_lost_is_a_row_of_its_own()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0, TrafficResult.Tunnelled) with { TunnelId = 7 });

        TrafficTotals totals = await storage.History.TotalsAsync(new(TimeRange.All), Cancellation);

        Assert.Equal(1, totals.Requests);
        Assert.False(Assert.Single(await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation)).Record.IsOpen);
    }

    [Fact]
    public async Task A_tunnel_that_stood_when_the_program_was_killed_is_closed_at_the_next_start()
    {
        await _folder.OpenWithAsync(SampleRecord.At(0, TrafficResult.Tunnelled) with { TunnelId = 7, IsOpen = true });
        await _folder.CloseAsync();

        SqliteStorage reopened = await _folder.OpenAsync();

        TrafficRow row = Assert.Single(await reopened.History.PageAsync(new TrafficFilter(), null, 10, Cancellation));
        Assert.False(row.Record.IsOpen);
        Assert.Equal("The proxy ended before the tunnel did.", row.Record.Error);
    }

    [Fact]
    public async Task A_batch_that_can_never_be_stored_is_told_from_a_store_that_fails()
    {
        SqliteStorage storage = await _folder.OpenWithAsync(SampleRecord.At(0));

        await Assert.ThrowsAsync<InvalidDataException>(
            () => storage.TrafficStore.WriteAsync([SampleRecord.At(2) with { Node = null! }], Cancellation));

        await storage.TrafficStore.WriteAsync([SampleRecord.At(1)], Cancellation);
        Assert.Equal(2, (await storage.History.PageAsync(new TrafficFilter(), null, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task A_second_program_may_read_the_file_but_not_write_it()
    {
        await _folder.OpenWithAsync(SampleRecord.At(0));

        StorageException refusal = await Assert.ThrowsAsync<StorageException>(() => SqliteStorage.OpenAsync(_folder.DatabasePath, Cancellation));
        await using SqliteStorage reader = await SqliteStorage.OpenReadOnlyAsync(_folder.DatabasePath, Cancellation);

        Assert.Contains("in use by another OrleansProxy", refusal.Message, StringComparison.Ordinal);
        Assert.Single(await reader.History.PageAsync(new TrafficFilter(), null, 10, Cancellation));
    }

    [Fact]
    public async Task Hosts_clients_and_agents_are_stored_once()
    {
        await _folder.OpenWithAsync([.. Enumerable.Range(0, 20).Select(i => SampleRecord.Full with { Timestamp = SampleRecord.Noon.AddSeconds(i) })]);

        Assert.Equal(
            ["1", "1", "1"],
            Shell.Ask(_folder.DatabasePath, "SELECT (SELECT count(*) FROM host), (SELECT count(*) FROM client), (SELECT count(*) FROM agent)").Single());
    }

    [Fact]
    public async Task The_rollups_say_what_the_rows_say()
    {
        var random = new Random(11);
        TrafficResult[] results = Enum.GetValues<TrafficResult>();
        TrafficRecord[] records = [.. Enumerable.Range(0, 3_000).Select(_ => SampleRecord.At(
            random.NextDouble() * 600, results[random.Next(results.Length)], $"h{random.Next(9)}.example",
            random.Next(2) == 0 ? SampleRecord.Alice : SampleRecord.Bob) with
        {
            BytesSent = random.Next(100_000),
            BytesReceived = random.Next(1_000),
        })];
        await _folder.OpenWithAsync(records);

        const string Sums = "sum(requests), sum(bytes_sent), sum(bytes_received), sum(duration_us)";
        string[] expected = Shell.Ask(_folder.DatabasePath, """
            SELECT count(*), sum(bytes_sent), sum(bytes_received), CAST(round(sum(duration_seconds) * 1000000) AS INTEGER)
            FROM all_requests WHERE result <> 'served'
            """).Single();
        foreach (string rollup in (string[])["minute", "hour", "day", "block", "host_recent", "status_hour", "status_day"])
        {
            Assert.Equal(expected, Shell.Ask(_folder.DatabasePath, $"SELECT {Sums} FROM rollup_{rollup} WHERE client_id > 0").Single());
            Assert.Equal(expected, Shell.Ask(_folder.DatabasePath, $"SELECT {Sums} FROM rollup_{rollup} WHERE client_id = 0").Single());
        }

    }

    [Fact]
    public async Task Names_of_a_batch_that_failed_are_not_taken_for_stored()
    {
        SqliteStorage storage = await _folder.OpenAsync();
        TrafficRecord poison = SampleRecord.At(0, host: "new.example") with { Node = null! };
        await Assert.ThrowsAnyAsync<Exception>(() => storage.TrafficStore.WriteAsync([SampleRecord.At(1, host: "new.example"), poison], Cancellation));

        await storage.TrafficStore.WriteAsync([SampleRecord.At(2, host: "new.example")], Cancellation);

        Assert.Equal(["new.example"], Shell.Ask(_folder.DatabasePath, "SELECT destination_host FROM requests").Single());
    }

    private static TrafficRecord RandomRecord(Random random, int batch, long tunnel)
    {
        TrafficRecord record = SampleRecord.At(0) with { Timestamp = SampleRecord.Noon.AddMicroseconds((batch * 100) + random.Next(-120, 120)) };
        return random.Next(3) == 0 ? record with { TunnelId = tunnel, IsOpen = random.Next(2) == 0 } : record;
    }
}
