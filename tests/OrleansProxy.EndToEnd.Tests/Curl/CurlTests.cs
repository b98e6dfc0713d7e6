using System.Security.Cryptography;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Curl;

/// <summary>What a person does with curl, through the built program on default settings.</summary>
public sealed class CurlTests : IAsyncLifetime
{
    private const int UploadLength = 5_000_000;
    private const long GreatDownload = 1_000_000_000;
    private const long MaxGrowth = 100_000_000;

    private readonly TemporaryFolder _folder = new();
    private ProxyProcess? _proxy;
    private LocalOrigin? _origin;
    private CurlCommand? _curl;

    private ProxyProcess Proxy => _proxy!;

    private LocalOrigin Origin => _origin!;

    private CurlCommand Curl => _curl!;

    public async ValueTask InitializeAsync()
    {
        _proxy = await ProxyProcess.StartAsync(_folder);
        _origin = await LocalOrigin.StartHttpAsync();
        _curl = new(_proxy);
    }

    public async ValueTask DisposeAsync()
    {
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_origin?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact]
    public async Task GET_brings_the_page()
    {
        var result = await Curl.RunAsync(Origin.Url("/hello"));
        Assert.Contains(OriginPages.Greeting, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_brings_the_head_and_no_body()
    {
        var result = await Curl.RunAsync("--head", Origin.Url("/hello"));
        Assert.StartsWith("HTTP/1.1 200", result.Output, StringComparison.Ordinal);
        Assert.Contains("Content-Length:", result.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(OriginPages.Greeting, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task POST_with_a_length_arrives_whole_and_with_its_length()
    {
        (byte[] body, string file) = MakeUpload();
        var result = await Curl.RunAsync("--data-binary", $"@{file}", Origin.Url("/upload"));
        Assert.Equal(OriginPages.UploadAnswer(chunked: false, body), result.Output);
    }

    [Fact]
    public async Task An_upload_in_chunks_arrives_whole_and_in_chunks()
    {
        (byte[] body, string file) = MakeUpload();
        var result = await Curl.RunAsync("--upload-file", file, "--header", "Transfer-Encoding: chunked", Origin.Url("/upload"));
        Assert.Equal(OriginPages.UploadAnswer(chunked: true, body), result.Output);
    }

    [Fact]
    public async Task A_download_of_1_GB_takes_no_memory_for_it()
    {
        await Curl.RunAsync(Origin.Url("/bytes/10000000"), "--output", "/dev/null");
        long before = Proxy.PeakResidentBytes;
        var result = await Curl.RunAsync(
            "--output", "/dev/null", "--write-out", "%{size_download}", Origin.Url($"/bytes/{GreatDownload}"));
        Assert.Equal($"{GreatDownload}", result.Output);
        Assert.InRange(Proxy.PeakResidentBytes - before, 0, MaxGrowth);
    }

    [Fact]
    public async Task CONNECT_carries_HTTPS()
    {
        await using var https = await LocalOrigin.StartHttpsAsync();
        var result = await Curl.RunAsync("--insecure", https.Url("/hello"));
        Assert.Contains(OriginPages.Greeting, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CONNECT_to_a_port_that_is_not_allowed_is_refused_with_the_setting_named()
    {
        var result = await Curl.RunAsync("--proxytunnel", "--verbose", Origin.Url("/hello"));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("HTTP/1.1 403", result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Origin.Requests);
    }

    [Fact]
    public async Task Of_101_quick_requests_exactly_one_is_answered_429()
    {
        var result = await Curl.RunAsync("--output", "/dev/null", "--write-out", "%{http_code}\n", Origin.Url("/hello?[1-101]"));
        string[] codes = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(100, codes.Count(code => code == "200"));
        Assert.Equal("429", codes[^1]);
        Assert.Equal(100, Origin.Requests);
    }

    private (byte[] Body, string File) MakeUpload()
    {
        byte[] body = RandomNumberGenerator.GetBytes(UploadLength);
        string file = _folder.File("upload.bin");
        File.WriteAllBytes(file, body);
        return (body, file);
    }
}
