using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Program;

/// <summary>What a start says, and what it says when there can be none.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_set_up_link_is_the_last_line_and_in_a_file_that_only_its_owner_can_read()
    {
        await using var proxy = await ProxyProcess.StartAsync(_folder);

        Assert.NotNull(proxy.SetupLink);
        Assert.EndsWith(proxy.SetupLink, proxy.Output.Lines[^1], StringComparison.Ordinal);
        string file = _folder.File("Logs/setup-link.txt");
        Assert.Contains(
            proxy.SetupLink, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var rights = await CommandResult.RunAsync("stat", ["--format", "%a", file]);
        Assert.Equal("600", rights.Output.Trim());
    }

    [Fact]
    public async Task Healthz_answers_on_the_admin_port()
    {
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        string health = await client.GetStringAsync(
            new Uri($"{proxy.PortalAddress}/healthz"), TestContext.Current.CancellationToken);

        Assert.Contains("\"status\":\"ok\"", health, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Proxy:Port")]
    [InlineData("--Admin:Port")]
    public async Task A_port_in_use_is_one_line_and_ends_with_1(string setting)
    {
        await using var origin = await LocalOrigin.StartHttpAsync();

        var result = await ServerCommand.RunAsync(
            _folder, "--Proxy:Port", "0", "--Admin:Port", "0", setting, $"{origin.Port}");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{origin.Port}", Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RateLimit:Count", "none")]
    [InlineData("Proxy:AllowClients", "10.0.0.0/99")]
    [InlineData("Blacklist:Rules", "/(unclosed/")]
    public async Task A_bad_setting_is_one_line_with_its_name_and_value_and_ends_with_2(string setting, string value)
    {
        var result = await ServerCommand.RunAsync(_folder, $"--{setting}", value);

        Assert.Equal(2, result.ExitCode);
        string line = Assert.Single(Lines(result.Errors));
        Assert.Contains(setting, line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task The_portal_cannot_be_reached_through_the_proxy(string host)
    {
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        var curl = new CurlCommand(proxy);

        Assert.Equal(403, await curl.StatusAsync($"http://{host}:{proxy.AdminPort}/"));
        Assert.Equal(403, await curl.StatusAsync($"http://{host}:{proxy.ProxyPort}/"));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
