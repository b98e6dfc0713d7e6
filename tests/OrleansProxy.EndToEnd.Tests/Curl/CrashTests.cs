using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Curl;

/// <summary>A power cut costs the last second at most.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_kill_9_the_database_opens_clean_and_holds_what_was_written()
    {
        var sql = new Sqlite3Command(_folder);
        await using var origin = await LocalOrigin.StartHttpAsync();
        await using (var proxy = await ProxyProcess.StartAsync(_folder))
        {
            await BrowseAsync(proxy, origin, 10);
            await Eventually.EqualAsync(10, () => CountAsync(sql), Patience);
            await BrowseAsync(proxy, origin, 5);
            await proxy.KillAsync();
        }

        Assert.Equal("ok", Assert.Single(await sql.QueryAsync("PRAGMA integrity_check")));
        long kept = await CountAsync(sql);
        Assert.InRange(kept, 10, 15);

        await using var again = await ProxyProcess.StartAsync(_folder);
        await BrowseAsync(again, origin, 1);
        Assert.Equal(0, await again.StopAsync());
        Assert.Equal(kept + 1, await CountAsync(sql));
    }

    private static async Task BrowseAsync(ProxyProcess proxy, LocalOrigin origin, int times)
    {
        var result = await new CurlCommand(proxy).RunAsync("--fail", "--output", "/dev/null", origin.Url($"/hello?[1-{times}]"));
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    private static Task<long> CountAsync(Sqlite3Command sql) => sql.NumberAsync("SELECT COUNT(*) FROM requests");
}
