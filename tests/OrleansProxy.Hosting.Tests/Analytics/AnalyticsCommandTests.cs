using OrleansProxy.Hosting.Analytics;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.Demo;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Hosting.Tests.Analytics;

public sealed class AnalyticsCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    private string Database => Path.Combine(_folder.Path, "traffic.db");

    private string Export => Path.Combine(_folder.Path, AnalyticsExport.Path);

    [Fact]
    public async Task Without_a_database_it_says_so_in_one_line_and_ends_with_1()
    {
        Assert.Equal(ExitCode.Failure, await RunAsync());

        Assert.StartsWith("There is no history at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.Equal("", _out.ToString());
    }

    [Fact]
    public async Task An_empty_history_is_said_to_be_empty()
    {
        await FillAsync();

        Assert.Equal(ExitCode.Success, await RunAsync(canAsk: true));

        Assert.Equal("No request has been recorded yet.", _out.ToString().TrimEnd());
    }

    [Fact]
    public async Task Totals_and_top_domains_fit_80_columns_without_escape_codes_and_no_question_where_nobody_answers()
    {
        await FillAsync([.. new SyntheticTraffic(1).Between(Now.AddDays(-1), Now)]);

        Assert.Equal(ExitCode.Success, await RunAsync());

        string text = _out.ToString();
        Assert.All(["Requests", "Blocked", "Rate limited", "Top domains", "Blocked most", " MB"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain("[y/N]", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
        Assert.False(File.Exists(Export));
    }

    [Fact]
    public async Task Names_that_look_like_markup_are_shown_as_they_are()
    {
        TrafficRecord record = new SyntheticTraffic(1).Between(Now.AddDays(-1), Now).First();
        await FillAsync(record with { Host = "[red]x[/]" }, record with { Host = "<script>" });

        await RunAsync();

        Assert.Contains("[red]x[/]", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("<script>", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("YES\n", true)]
    [InlineData("\n", false)]
    [InlineData("n\n", false)]
    [InlineData("", false)]
    public async Task It_exports_only_when_the_answer_is_yes(string answer, bool exported)
    {
        await FillAsync([.. new SyntheticTraffic(1).Between(Now.AddDays(-1), Now).Take(3)]);

        Assert.Equal(ExitCode.Success, await RunAsync(canAsk: true, answer: answer));

        Assert.Contains("Export every request to Logs/Database/traffic_export.csv? [y/N] ", _out.ToString(), StringComparison.Ordinal);
        Assert.Equal(exported, File.Exists(Export));
    }

    [Fact]
    public async Task With_yes_it_exports_every_request_to_a_file_of_its_owner()
    {
        await FillAsync([.. new SyntheticTraffic(1).Between(Now.AddDays(-1), Now).Take(3)]);

        Assert.Equal(ExitCode.Success, await RunAsync(yes: true));

        Assert.Equal(4, (await File.ReadAllLinesAsync(Export, TestContext.Current.CancellationToken)).Length);
        Assert.Contains("3 rows written to Logs/Database/traffic_export.csv", _out.ToString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Export));
        }
    }

    private Task<int> RunAsync(bool yes = false, bool canAsk = false, string answer = "")
    {
        var console = new ProgramConsole(_out, _error) { In = new StringReader(answer), CanAsk = canAsk };
        return new AnalyticsCommand(console, _folder.Path).RunAsync(Database, yes, TestContext.Current.CancellationToken);
    }

    private async Task FillAsync(params TrafficRecord[] records)
    {
        await using SqliteStorage storage = await SqliteStorage.OpenAsync(Database, TestContext.Current.CancellationToken);
        await storage.TrafficStore.WriteAsync(records, TestContext.Current.CancellationToken);
    }
}
