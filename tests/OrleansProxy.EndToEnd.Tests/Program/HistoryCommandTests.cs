using System.Text.Json;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Program;

/// <summary>The commands that read the history, while the proxy writes it and on a copied file.</summary>
public sealed class HistoryCommandTests : IDisposable
{
    private const int Requests = 5;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_the_proxy_runs_each_of_them_works()
    {
        await using var origin = await LocalOrigin.StartHttpAsync();
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        await BrowseAsync(proxy, origin);
        await Eventually.EqualAsync(
            Requests + 1,
            async () => Lines((await ServerCommand.RunAsync(_folder, "export", "--domain", "localhost")).Output),
            within: TimeSpan.FromSeconds(60));

        var stats = await ServerCommand.RunAsync(_folder, "stats", "--from", "-1h");
        Assert.True(stats.ExitCode == 0, stats.Errors);
        Assert.Contains("localhost", stats.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', stats.Output);

        var export = await ServerCommand.RunAsync(_folder, "export", "--format", "jsonl", "--out", "rows.jsonl", "--client", "127.0.0.1");
        Assert.True(export.ExitCode == 0, export.Errors);
        string[] lines = await File.ReadAllLinesAsync(_folder.File("rows.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(Requests, lines.Length);
        Assert.Equal("localhost", JsonElement.Parse(lines[0]).GetProperty("destination_host").GetString());

        var report = await ServerCommand.RunAsync(_folder, "report", "--out", "report.html");
        Assert.True(report.ExitCode == 0, report.Errors);
        Assert.Contains("localhost", await File.ReadAllTextAsync(_folder.File("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_file_tells_the_same_elsewhere()
    {
        await using (var origin = await LocalOrigin.StartHttpAsync())
        await using (var proxy = await ProxyProcess.StartAsync(_folder))
        {
            await BrowseAsync(proxy, origin);
            Assert.Equal(0, await proxy.StopAsync());
        }

        using var elsewhere = new TemporaryFolder();
        File.Copy(_folder.File("Logs/Database/proxy_traffic.db"), elsewhere.File("copy.db"));

        var stats = await ServerCommand.RunAsync(elsewhere, "stats", "--database", "copy.db");
        var export = await ServerCommand.RunAsync(elsewhere, "export", "--database", "copy.db");
        var report = await ServerCommand.RunAsync(elsewhere, "report", "--database", "copy.db");

        Assert.Contains("localhost", stats.Output, StringComparison.Ordinal);
        Assert.Equal(Requests + 1, Lines(export.Output));
        Assert.Equal(0, report.ExitCode);
        Assert.True(File.Exists(elsewhere.File("report.html")));
    }

    [Theory]
    [InlineData(2, "stats", "--from", "whenever")]
    [InlineData(2, "export", "--format", "xml")]
    [InlineData(2, "report", "--client", "alice")]
    [InlineData(1, "stats")]
    [InlineData(1, "export")]
    [InlineData(1, "report")]
    public async Task What_cannot_be_done_is_said_in_one_line(int exitCode, params string[] arguments)
    {
        var result = await ServerCommand.RunAsync(_folder, arguments);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task An_export_into_head_ends_quietly_and_as_other_commands_do()
    {
        await using (var proxy = await ProxyProcess.StartDemoAsync(_folder))
        {
            Assert.Equal(0, await proxy.StopAsync());
        }

        var result = await CommandResult.RunAsync(
            RequiredProgram.Find("bash"),
            ["-c", $"dotnet '{Repository.ServerProgram}' export --database Logs/Demo/demo_traffic.db | head -n 1; exit ${{PIPESTATUS[0]}}"],
            _folder.Path);

        Assert.StartsWith("id,timestamp,", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
        Assert.Equal(141, result.ExitCode);
    }

    private static int Lines(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length;

    private static async Task BrowseAsync(ProxyProcess proxy, LocalOrigin origin)
    {
        var result = await new CurlCommand(proxy).RunAsync("--output", "/dev/null", origin.Url($"/hello?[1-{Requests}]"));
        Assert.True(result.ExitCode == 0, result.Errors);
    }
}
