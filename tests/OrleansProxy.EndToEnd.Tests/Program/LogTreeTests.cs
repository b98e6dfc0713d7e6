using System.Text.Json;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Program;

/// <summary>What the word Log on the command line leaves behind.</summary>
public sealed class LogTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_the_word_Log_a_run_leaves_the_tree_of_the_older_proxy()
    {
        await using var origin = await LocalOrigin.StartHttpAsync();
        await using (var proxy = await ProxyProcess.StartAsync(_folder, "Log", "--Blacklist:Rules", "blocked.example"))
        {
            var curl = new CurlCommand(proxy);
            await curl.RunAsync("--output", "/dev/null", "--header", "Cookie: id=s3cret", "--user", "me:s3cret", origin.Url("/hello?[1-3]"));
            Assert.Equal(403, await curl.StatusAsync("http://blocked.example/"));
            Assert.Equal(0, await proxy.StopAsync());
        }

        string[] lines = await LinesAsync("Website Traffic/localhost");
        Assert.Equal(3, lines.Length);
        JsonElement first = JsonElement.Parse(lines[0]);
        string head = first.GetProperty("Incoming header").GetString()!;
        Assert.StartsWith($"GET {origin.Url("/hello?1")} HTTP/1.1\r\nHost: ", head, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: [redacted]", head, StringComparison.Ordinal);
        Assert.Contains("\r\nCookie: [redacted]", head, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("s3cret", StringComparison.Ordinal));
        Assert.Equal("HTTP/1.1 200 OK", first.GetProperty("Proxy response sent").GetString());

        JsonElement blocked = JsonElement.Parse(Assert.Single(await LinesAsync("Blocked Logs")));
        Assert.Equal(
            ("blocked.example", "127.0.0.1"), (blocked.GetProperty("Blocked hostname").GetString(), blocked.GetProperty("Client IP").GetString()));

        string report = await File.ReadAllTextAsync(_folder.File("Logs/Summary Logs/summary_report.txt"), TestContext.Current.CancellationToken);
        Assert.StartsWith("Total requests handled: 3\n", report, StringComparison.Ordinal);
        Assert.Contains("1. localhost - Requests: 3, Avg Duration: 0.", report, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("Logs/Summary Logs/summary.json")));
        Assert.True(File.Exists(_folder.File("Logs/Summary Logs/top_domains.svg")));
    }

    [Fact]
    public async Task Without_it_there_is_none()
    {
        await using (var proxy = await ProxyProcess.StartAsync(_folder))
        {
            Assert.Equal(0, await proxy.StopAsync());
        }

        Assert.False(Directory.Exists(_folder.File("Logs/Summary Logs")));
    }

    private Task<string[]> LinesAsync(string folder) => File.ReadAllLinesAsync(
        Assert.Single(Directory.GetFiles(_folder.File($"Logs/{folder}"))), TestContext.Current.CancellationToken);
}
