using System.Text;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.AccessLog;

public sealed class AccessLogWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("access-log").FullName;
    private readonly ManualTime _time = new();
    private readonly FakeDestination _destination = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_queued_is_in_the_file_and_on_the_console_once_disposed()
    {
        string path = Path.Combine(_folder, "log.txt");
        var console = new MemoryStream();
        var log = new AccessLogWriter(new LogOptions { File = path }, console, _time);
        for (int i = 0; i < 2_500; i++)
        {
            log.Record(SampleRecord.Numbered(i));
        }

        await log.DisposeAsync();

        string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(2_500, lines.Length);
        Assert.Contains("example.com/2499 ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(string.Join('\n', lines) + "\n", Encoding.UTF8.GetString(console.ToArray()));
        Assert.Equal(5_000, log.Written);
    }

    [Fact]
    public async Task Lines_that_are_more_than_one_write_holds_all_arrive_whole()
    {
        string tail = new('a', 10_000);
        AccessLogWriter log = Writer();
        for (int i = 0; i < 100; i++)
        {
            log.Record(SampleRecord.Forwarded with { PathAndQuery = $"/{i}/{tail}" });
        }

        await log.DisposeAsync();

        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => $"http://example.com/{i}/{tail}"),
            _destination.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[3]));
        Assert.Equal(100, log.Written);
    }

    [Fact]
    public async Task Lines_appear_without_waiting_for_the_end()
    {
        await using AccessLogWriter log = Writer();
        log.Record(SampleRecord.Forwarded);

        await Eventually.HoldsAsync(_time, () => _destination.Text.Length > 0);

        Assert.Equal(1, log.Written);
    }

    [Fact]
    public async Task A_destination_that_fails_costs_lines_is_said_once_and_heals()
    {
        await using AccessLogWriter log = Writer();
        var faults = new List<string>();
        log.Faulted += faults.Add;
        _destination.IsBroken = true;
        log.Record(SampleRecord.Numbered(1));
        await Eventually.HoldsAsync(_time, () => log.Dropped == 1);
        log.Record(SampleRecord.Numbered(2));
        await Eventually.HoldsAsync(_time, () => log.Dropped == 2);
        Assert.Equal("Broken pipe.", log.LastError);

        _destination.IsBroken = false;
        log.Record(SampleRecord.Numbered(3));
        await Eventually.HoldsAsync(_time, () => log.Written == 1 && log.LastError is null);

        Assert.Equal(["The access log cannot be written to fake: Broken pipe."], faults);
        Assert.Contains("example.com/3 ", _destination.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_blocks_holds_up_neither_the_caller_nor_another_destination()
    {
        var blocked = new FakeDestination();
        blocked.Open.Reset();
        await using var log = new AccessLogWriter([blocked, _destination], LogFormat.Text, _time);
        for (int i = 0; i < AccessLogOutput.QueueLength + 10_000; i++)
        {
            log.Record(SampleRecord.Forwarded);
        }

        await Eventually.HoldsAsync(_time, () => _destination.Text.Length > 0);

        Assert.Empty(blocked.Text);
        Assert.True(log.Dropped > 0);
        blocked.Open.Set();
    }

    [Fact]
    public async Task A_destination_is_closed_by_its_writer()
    {
        await Writer().DisposeAsync();

        Assert.True(_destination.IsDisposed);
    }

    private AccessLogWriter Writer() => new([_destination], LogFormat.Text, _time);
}
