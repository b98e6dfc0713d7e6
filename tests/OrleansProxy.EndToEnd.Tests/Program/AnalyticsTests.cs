using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Program;

/// <summary>The command that sums the history up on the terminal.</summary>
public sealed class AnalyticsTests : IDisposable
{
    private const int Requests = 3;
    private readonly TemporaryFolder _folder = new();

    private string Export => _folder.File("Logs/Database/traffic_export.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_shows_the_totals_and_exports_every_request_when_told_so_beforehand()
    {
        await BrowseAsync();

        var result = await ServerCommand.RunAsync(_folder, "analytics", "--yes");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("Requests", result.Output, StringComparison.Ordinal);
        Assert.Contains("localhost", result.Output, StringComparison.Ordinal);
        string[] lines = await File.ReadAllLinesAsync(Export, TestContext.Current.CancellationToken);
        Assert.StartsWith("id,timestamp,source_ip,destination_host,", lines[0], StringComparison.Ordinal);
        Assert.Equal(Requests, lines.Skip(1).Count(line => line.Contains(",localhost,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_terminal_it_neither_asks_nor_exports()
    {
        await BrowseAsync();

        var result = await ServerCommand.RunAsync(_folder, "analytics");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.DoesNotContain("?", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Export));
    }

    [Fact]
    public async Task Before_the_first_run_it_says_that_there_is_no_history()
    {
        var result = await ServerCommand.RunAsync(_folder, "analytics");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("no history", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private async Task BrowseAsync()
    {
        await using var origin = await LocalOrigin.StartHttpAsync();
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        await new CurlCommand(proxy).RunAsync("--output", "/dev/null", origin.Url($"/hello?[1-{Requests}]"));
        Assert.Equal(0, await proxy.StopAsync());
    }
}
