using System.Net.Sockets;
using System.Text;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Curl;

/// <summary>What a client sends is text wherever it is shown.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string Script = "<script>alert(1)</script>";

    private readonly TemporaryFolder _folder = new();
    private ProxyProcess? _proxy;

    private ProxyProcess Proxy => _proxy!;

    public async ValueTask InitializeAsync() => _proxy = await ProxyProcess.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Theory]
    [InlineData($"http://{Script}/")]
    [InlineData($"http://localhost:9/{Script}")]
    [InlineData("http://localhost:9/%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task A_script_in_the_target_is_not_one_on_any_page(string target)
    {
        string answer = await SendAsync(
            $"GET {target} HTTP/1.1\r\nHost: {Script}\r\nUser-Agent: {Script}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Script, answer, StringComparison.Ordinal);

        var stats = await new CurlCommand(Proxy).RunAsync("http://proxy-stats/");
        Assert.Contains("<html", stats.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Script, stats.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Characters_of_HTML_in_a_path_show_as_text_on_the_stats_page()
    {
        await SendAsync("GET http://localhost:9/%3Cb%3E&lt HTTP/1.1\r\nHost: localhost:9\r\nConnection: close\r\n\r\n");
        var stats = await new CurlCommand(Proxy).RunAsync("http://proxy-stats/");
        Assert.Contains("localhost", stats.Output, StringComparison.Ordinal);
        Assert.Contains("&amp;lt", stats.Output, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Proxy.ProxyPort, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
