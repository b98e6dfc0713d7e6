using System.Net;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Running;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Hosting.Tests.Composition;

/// <summary>The real composition on free ports, with its files in a folder that the test owns.</summary>
internal sealed class RealRun : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LineWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly TemporaryFolder _folder;
    private HttpClient? _client;

    public RealRun(TemporaryFolder folder, TimeProvider time, params (string Key, string Value)[] settings)
    {
        _folder = folder;
        (string, string)[] all =
        [
            ("Proxy:Port", "0"), ("Admin:Port", "0"), ("History:Path", Database),
            ("Log:File", LogFile), ("Admin:SetupLinkFile", SetupLinkFile), .. settings,
        ];
        Ended = new ProxyRun(
            ProgramComposition.Proxy(null), new ProgramConsole(_out, _error), Configuration.Given.Folder(folder.Path, all), time)
            .RunAsync(_stop.Token);
    }

    public string Database => Path.Combine(_folder.Path, "Logs", "Database", "proxy_traffic.db");

    public string LogFile => Path.Combine(_folder.Path, "proxy_log.txt");

    public string SetupLinkFile => Path.Combine(_folder.Path, "Logs", "setup-link.txt");

    public Task<int> Ended { get; }

    public Uri Proxy { get; private set; } = new("http://unknown/");

    public string PortalLine { get; private set; } = "";

    public Uri Portal => new(PortalLine["Admin portal on ".Length..].Split(' ')[0]);

    public string Error => _error.ToString().TrimEnd();

    /// <summary>A client that goes through the proxy.</summary>
    public HttpClient Client => _client ??= new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(Proxy) });

    public async Task<RealRun> StartedAsync()
    {
        Proxy = new Uri("http://" + (await _out.ReadAsync())["Proxy Running on ".Length..]);
        Assert.Equal("Visit http://proxy-stats for Dashboard", await _out.ReadAsync());
        PortalLine = await _out.ReadAsync();
        return this;
    }

    public void BeginToStop() => _stop.Cancel();

    public Task<int> StopAsync()
    {
        BeginToStop();
        return Ended;
    }

    public async Task<HttpStatusCode> StatusAsync(Uri url)
    {
        using HttpResponseMessage answer = await Client.GetAsync(url, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async Task<TrafficTotals> RecordedAsync()
    {
        await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(Database, TestContext.Current.CancellationToken);
        return await storage.History.TotalsAsync(new(TimeRange.All), TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _client?.Dispose();
        _stop.Dispose();
        _error.Dispose();
    }
}
