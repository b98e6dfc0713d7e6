using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Curl;

/// <summary>The program is stopped as a service is.</summary>
public sealed class StopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_SIGTERM_every_request_is_in_the_history_and_in_the_log()
    {
        const int requests = 90;
        await using var origin = await LocalOrigin.StartHttpAsync();
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        await new CurlCommand(proxy).RunAsync("--output", "/dev/null", origin.Url($"/hello?[1-{requests}]"));

        Assert.Equal(0, await proxy.StopAsync());

        Assert.Equal(requests, await new Sqlite3Command(_folder).NumberAsync("SELECT COUNT(*) FROM requests"));
        var logged = File.ReadLines(_folder.File("proxy_log.txt"));
        Assert.Equal(requests, logged.Count(line => line.Contains("/hello?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_but_its_own_files_is_left_in_the_folder()
    {
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        Assert.Equal(0, await proxy.StopAsync());
        Assert.All(
            Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName),
            name => Assert.Contains(name, new[] { "Logs", "proxy_log.txt" }));
    }
}
