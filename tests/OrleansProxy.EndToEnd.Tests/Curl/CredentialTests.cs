using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Curl;

/// <summary>A proxy for users with a password: the command that makes them, and curl as one of them.</summary>
public sealed class CredentialTests : IAsyncLifetime
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private ProxyProcess? _proxy;
    private LocalOrigin? _http;
    private LocalOrigin? _https;

    private ProxyProcess Proxy => _proxy!;

    private LocalOrigin Http => _http!;

    private LocalOrigin Https => _https!;

    public async ValueTask InitializeAsync()
    {
        _proxy = await ProxyProcess.StartAsync(_folder, "--Proxy:RequireCredentials", "true", "--Proxy:ConnectPorts", "1-65535");
        _http = await LocalOrigin.StartHttpAsync();
        _https = await LocalOrigin.StartHttpsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_http?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_https?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact]
    public async Task Users_come_and_go_while_the_proxy_runs_and_their_passwords_are_nowhere()
    {
        var asked = await AskAsync("", "--dump-header", "-", Http.Url("/hello"));
        Assert.StartsWith("HTTP/1.1 407 Proxy Authentication Required", asked.Output, StringComparison.Ordinal);
        Assert.Contains("Proxy-Authenticate: Basic realm=\"OrleansProxy\", charset=\"UTF-8\"", asked.Output, StringComparison.Ordinal);
        Assert.Equal("407", await StatusAsync("alice:open-sesame@", Http.Url("/hello")));
        Assert.Equal("200", await StatusAsync("", $"{Proxy.ProxyAddress}/")); // a page of the proxy's own

        var added = await ServerCommand.RunWithInputAsync(_folder, "open-sesame\n", "users", "add", "alice");
        Assert.Equal((0, "User alice is added."), (added.ExitCode, added.Output.TrimEnd()));

        // At the latest after the next look of the running proxy.
        await Eventually.EqualAsync("200", () => StatusAsync("alice:open-sesame@", Http.Url("/hello")), Seconds);
        Assert.Equal("200", await StatusAsync("alice:open-sesame@", Https.Url("/hello")));
        Assert.Equal("407", await StatusAsync("alice:close-sesame@", Http.Url("/hello")));
        var refused = await AskAsync("alice:close-sesame@", "--write-out", "%{http_connect}", Https.Url("/hello"));
        Assert.EndsWith("407", refused.Output, StringComparison.Ordinal);

        var listed = await ServerCommand.RunAsync(_folder, "users", "list");
        Assert.StartsWith("alice  added ", listed.Output, StringComparison.Ordinal);
        await ServerCommand.RunAsync(_folder, "users", "disable", "alice");
        await Eventually.EqualAsync("407", () => StatusAsync("alice:open-sesame@", Http.Url("/hello")), Seconds);

        Assert.Equal(0, await Proxy.StopAsync());
        Assert.Equal(
            ["connect|alice", "http|alice"],
            await new Sqlite3Command(_folder).QueryAsync("SELECT DISTINCT scheme, user FROM requests ORDER BY 1"));
        string log = await File.ReadAllTextAsync(_folder.File("proxy_log.txt"), TestContext.Current.CancellationToken);
        Assert.Contains(" user=\"alice\"", log, StringComparison.Ordinal);
        string[] written = [log, $"{Proxy.Output}", $"{Proxy.Errors}", .. await FilesAsync()];
        Assert.All(written, text => Assert.DoesNotContain("sesame", text, StringComparison.Ordinal));
        Assert.All(written, text => Assert.DoesNotContain("YWxpY2U6", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_guesses_is_told_to_wait_and_who_is_known_is_not_held_up()
    {
        await ServerCommand.RunWithInputAsync(_folder, "open-sesame\n", "users", "add", "alice");
        await Eventually.EqualAsync("200", () => StatusAsync("alice:open-sesame@", Http.Url("/hello")), Seconds);
        var statuses = new List<string>();
        for (int guess = 0; guess < 12; guess++)
        {
            statuses.Add(await StatusAsync($"alice:guess{guess}@", Http.Url("/hello")));
        }

        Assert.Equal("429", statuses[^1]);
        Assert.Equal("200", await StatusAsync("alice:open-sesame@", Http.Url("/hello")));
    }

    /// <summary>All that the program has left in its folder, as text.</summary>
    private async Task<IReadOnlyList<string>> FilesAsync()
    {
        var texts = new List<string>();
        foreach (string path in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            texts.Add(await File.ReadAllTextAsync(path, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken));
        }

        return texts;
    }

    private Task<CommandResult> AskAsync(string credentials, params string[] arguments) => new CurlCommand(Proxy).RunAsync(
        ["--insecure", "--proxy", $"http://{credentials}127.0.0.1:{Proxy.ProxyPort}", .. arguments]);

    private async Task<string> StatusAsync(string credentials, string url)
    {
        string noProxy = url.StartsWith(Proxy.ProxyAddress, StringComparison.Ordinal) ? "127.0.0.1" : "";
        var result = await AskAsync(
            credentials, "--noproxy", noProxy, "--output", "/dev/null", "--write-out", "%{http_code}", url);
        return result.Output;
    }
}
