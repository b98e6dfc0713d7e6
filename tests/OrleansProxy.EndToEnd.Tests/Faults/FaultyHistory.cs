using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Faults;

/// <summary>The running program with a history that something befalls: what it says of it, and whether it serves meanwhile.</summary>
internal sealed class FaultyHistory : IAsyncDisposable
{
    /// <summary>How long anything may take; nothing here waits for it but what has failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Fault = "The history is not being written, requests are served: ";
    private const string Healed = "The history is being written again; 0 records were lost";

    private readonly LocalOrigin _origin;
    private int _asked;

    private FaultyHistory(ProxyProcess proxy, LocalOrigin origin, TemporaryFolder folder)
    {
        Proxy = proxy;
        _origin = origin;
        Sql = new Sqlite3Command(folder);
    }

    public ProxyProcess Proxy { get; }

    public Sqlite3Command Sql { get; }

    /// <summary>Starts the program without a limit of requests, and has it write some rows.</summary>
    public static async Task<FaultyHistory> StartAsync(TemporaryFolder folder)
    {
        LocalOrigin origin = await LocalOrigin.StartHttpAsync();
        ProxyProcess proxy = await ProxyProcess.StartAsync(folder, "--RateLimit:Enabled", "false");
        var history = new FaultyHistory(proxy, origin, folder);
        await history.BrowseAsync(5);
        await history.AllAreStoredAsync();
        return history;
    }

    /// <summary>Makes that many requests, which must all be answered.</summary>
    public async Task BrowseAsync(int times)
    {
        CommandResult asked = await new CurlCommand(Proxy)
            .RunAsync("--fail", "--output", "/dev/null", _origin.Url($"/hello?[{_asked + 1}-{_asked + times}]"));
        Assert.True(asked.ExitCode == 0, asked.Errors);
        _asked += times;
    }

    /// <summary>Waits until every request that was made since the start is a row, each once.</summary>
    public Task AllAreStoredAsync() => StoredAsync(_asked);

    /// <summary>Waits until there are that many rows, each of a request of its own.</summary>
    public Task StoredAsync(long rows) => Eventually.EqualAsync(
        $"{rows}|{rows}", async () => Assert.Single(await Sql.QueryAsync("SELECT count(*), count(DISTINCT path) FROM requests")), Patience);

    /// <summary>Waits until it has said that the history is not written, and why, and shows it on the stats page.</summary>
    public async Task SaidToFailAsync(string why)
    {
        string line = await WaitForAsync(Fault);
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Contains("The history is not being written.", await StatsPageAsync(), StringComparison.Ordinal);
    }

    /// <summary>Waits until it has said that the history is written again, with nothing lost, and that both were said once.</summary>
    public async Task SaidToHaveHealedAsync()
    {
        await WaitForAsync(Healed);
        Assert.Equal(1, Lines.Count(line => line.Contains(Fault, StringComparison.Ordinal)));
        Assert.Equal(1, Lines.Count(line => line.Contains(Healed, StringComparison.Ordinal)));
        Assert.DoesNotContain("not being written", await StatsPageAsync(), StringComparison.Ordinal);
    }

    /// <summary>Waits until a line of its own log has this.</summary>
    public Task<string> WaitForAsync(string text) =>
        Proxy.Errors.WaitForAsync(line => line.Contains(text, StringComparison.Ordinal), Patience);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await _origin.DisposeAsync();
    }

    private IEnumerable<string> Lines => Proxy.Errors.Lines;

    private async Task<string> StatsPageAsync() => (await new CurlCommand(Proxy).RunAsync("http://proxy-stats/")).Output;
}
