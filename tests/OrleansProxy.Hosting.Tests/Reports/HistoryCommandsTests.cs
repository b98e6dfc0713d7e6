using System.Text;
using System.Text.Json;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Reports;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Storage;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Demo;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Hosting.Tests.Reports;

/// <summary>stats, export and report over a real database.</summary>
public sealed class HistoryCommandsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly MemoryStream _bytes = new();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _bytes.Dispose();
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static HistoryArguments Nothing => new([], null, null, null, null, null);

    private string Database => Path.Combine(_folder.Path, "traffic.db");

    private ProgramConsole Terminal => new(_out, _error) { OpenOutput = () => new Unclosed(_bytes) };

    private IReadOnlyList<TrafficRecord> Day =>
        [.. new SyntheticTraffic(1).Between(_time.GetUtcNow().AddDays(-1), _time.GetUtcNow())];

    [Theory]
    [InlineData("stats")]
    [InlineData("export")]
    [InlineData("report")]
    public async Task Without_a_history_each_says_so_in_one_line_and_ends_with_1(string command)
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(command, Nothing));

        Assert.StartsWith("There is no history at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.Equal("", _out.ToString());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("stats")]
    [InlineData("export")]
    [InlineData("report")]
    public async Task Nonsense_is_refused_before_anything_is_opened(string command) =>
        await Assert.ThrowsAsync<SettingException>(() => RunAsync(command, Nothing with { From = "whenever" }));

    [Theory]
    [InlineData("stats")]
    [InlineData("export")]
    [InlineData("report")]
    public async Task What_is_no_database_is_said_in_one_line(string command)
    {
        await File.WriteAllTextAsync(Database, "no database", Token);

        Assert.Equal(ExitCode.Failure, await RunAsync(command, Nothing));

        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Stats_fit_80_columns_and_have_no_escape_codes_where_there_is_no_terminal()
    {
        await FillAsync([.. Day, Day[0] with { Host = new string('w', 200) + ".example", Timestamp = _time.GetUtcNow() }]);

        Assert.Equal(ExitCode.Success, await RunAsync("stats", Nothing));

        string text = _out.ToString();
        Assert.All(
            [
                "From 2026-02-28 ", "Requests", "Blocked", "Rate limited", "First byte, median", "95th percentile", "Top domains", "Top clients",
                "Blocked most", "Slowest", "200 OK", "Busiest hours", "23:00",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', text);
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public async Task Stats_of_a_domain_tell_of_it_alone()
    {
        await FillAsync(Day[0] with { Host = "www.example.com" }, Day[1] with { Host = "other.example" });

        await RunAsync("stats", Nothing with { Domain = "example.com" });

        Assert.Contains("Domain example.com and the hosts below it", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("www.example.com", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("other.example", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_history_and_an_empty_range_are_said_to_be_empty()
    {
        await FillAsync();
        await RunAsync("stats", Nothing);
        Assert.Equal("No request has been recorded yet.", _out.ToString().TrimEnd());

        await FillAsync([.. Day]);
        await RunAsync("stats", Nothing with { To = "2020-01-01" });
        Assert.Contains("No request was recorded in this range", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_look_like_markup_are_shown_as_they_are()
    {
        await FillAsync(Day[0] with { Host = "[red]x[/]" }, Day[1] with { Host = "<script>" });

        await RunAsync("stats", Nothing);
        await RunAsync("report", Nothing with { Out = InFolder("report.html") });

        Assert.Contains("[red]x[/]", _out.ToString(), StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(InFolder("report.html"), Token);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_out_an_export_goes_to_standard_output_and_nothing_else_does()
    {
        await FillAsync([.. Day]);

        Assert.Equal(ExitCode.Success, await RunAsync("export", Nothing));

        string[] lines = Encoding.UTF8.GetString(_bytes.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Day.Count + 1, lines.Length);
        Assert.StartsWith("id,timestamp,source_ip,", lines[0], StringComparison.Ordinal);
        Assert.Equal("", _out.ToString());
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task An_export_to_a_file_says_how_many_rows_and_has_those_that_were_asked_for()
    {
        TrafficRecord[] records = [.. Day.Take(20)];
        records[3] = records[3] with { Host = "www.example.com" };
        await FillAsync(records);

        Assert.Equal(
            ExitCode.Success,
            await RunAsync("export", Nothing with { Format = "JSONL", Domain = "example.com", Out = InFolder("rows.jsonl") }));

        JsonElement row = JsonElement.Parse(await File.ReadAllTextAsync(InFolder("rows.jsonl"), Token));
        Assert.Equal("www.example.com", row.GetProperty("destination_host").GetString());
        Assert.StartsWith("1 rows written to ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_an_export_shows_how_far_it_is_and_takes_that_away()
    {
        await FillAsync([.. Day]);
        var pieces = new StringWriter();
        var console = new ProgramConsole(_out, pieces) { IsErrorTerminal = true };

        await new ExportCommand(console, TimeProvider.System).RunAsync(Database, Nothing with { Out = InFolder("rows.csv") }, Token);

        Assert.EndsWith($"{InFolder("rows.csv")}{Environment.NewLine}", pieces.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_that_nobody_reads_on_ends_quietly_as_cat_does()
    {
        await FillAsync([.. Day]);
        var console = new ProgramConsole(_out, _error) { OpenOutput = () => new ClosedPipe() };

        Assert.Equal(ExitCode.PipeClosed, await new ExportCommand(console, _time).RunAsync(Database, Nothing, Token));

        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task An_export_that_is_told_to_stop_leaves_no_half_file()
    {
        await FillAsync([.. Day]);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(
            ExitCode.Interrupted,
            await new ExportCommand(Terminal, _time).RunAsync(Database, Nothing with { Out = InFolder("rows.csv") }, stop.Token));

        Assert.Empty(Directory.GetFiles(_folder.Path, "rows.csv*"));
    }

    [Fact]
    public async Task A_format_that_is_none_is_refused()
    {
        SettingException refused = await Assert.ThrowsAsync<SettingException>(() => RunAsync("export", Nothing with { Format = "xml" }));

        Assert.Equal("--format \"xml\" is no format: csv or jsonl is allowed.", refused.Message);
    }

    [Fact]
    public async Task A_report_is_a_page_of_its_owner()
    {
        await FillAsync([.. Day]);

        Assert.Equal(ExitCode.Success, await RunAsync("report", Nothing with { Out = InFolder("report.html") }));

        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(InFolder("report.html"), Token), StringComparison.Ordinal);
        Assert.Contains("requests written to ", _out.ToString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(InFolder("report.html")));
        }
    }

    private Task<int> RunAsync(string command, HistoryArguments arguments) => command switch
    {
        "stats" => new StatsCommand(Terminal, _time).RunAsync(Database, arguments, Token),
        "export" => new ExportCommand(Terminal, _time).RunAsync(Database, arguments, Token),
        _ => new ReportCommand(Terminal, _time).RunAsync(Database, arguments, Token),
    };

    private string InFolder(string name) => Path.Combine(_folder.Path, name);

    private async Task FillAsync(params TrafficRecord[] records)
    {
        await using SqliteStorage storage = await SqliteStorage.OpenAsync(Database, Token);
        await storage.TrafficStore.WriteAsync(records, Token);
    }

    /// <summary>A stream that outlives whoever disposes it.</summary>
    private sealed class Unclosed(MemoryStream inner) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>What a pipe is once its reader has gone.</summary>
    private sealed class ClosedPipe : MemoryStream
    {
        private const int BrokenPipe = 32;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken pipe", BrokenPipe);
    }
}
