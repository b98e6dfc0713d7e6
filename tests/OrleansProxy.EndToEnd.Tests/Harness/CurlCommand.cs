namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>curl, sent through the proxy.</summary>
internal sealed class CurlCommand(ProxyProcess proxy)
{
    private readonly string _program = RequiredProgram.Find("curl");

    /// <summary>Runs curl; whatever the environment says, the proxy is used, for loopback too.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => CommandResult.RunAsync(
        _program,
        ["--silent", "--show-error", "--max-time", "120", "--proxy", proxy.ProxyAddress, "--noproxy", "", .. arguments]);

    /// <summary>The status code that the proxy's client gets for a URL.</summary>
    public async Task<int> StatusAsync(string url)
    {
        var result = await RunAsync("--output", "/dev/null", "--write-out", "%{http_code}", url);
        return int.Parse(result.Output, System.Globalization.CultureInfo.InvariantCulture);
    }
}
