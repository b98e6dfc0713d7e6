using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Health;
using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting.Tests.Running;

public sealed class ProxyRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly StringWriter _error = new();
    private readonly LineWriter _out = new();
    private HealthStatus _history = HealthStatus.Up;
    private SocketListener? _listener;
    private WebApplication? _host;

    public void Dispose()
    {
        _stop.Dispose();
        _listener?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_prints_its_lines_once_it_listens_and_ends_well_when_told_to_stop()
    {
        Task<int> run = RunAsync(("Proxy:DrainTimeout", "3 s"));

        Assert.Equal($"Proxy Running on {_listener!.Endpoint}", await _out.ReadAsync());
        Assert.Equal("Visit http://proxy-stats for Dashboard", await _out.ReadAsync());
        Assert.StartsWith("Admin portal on http://127.0.0.1:", await _out.ReadAsync(), StringComparison.Ordinal);
        Assert.False(run.IsCompleted);
        await _stop.CancelAsync();

        Assert.Equal(ExitCode.Success, await run);
        Assert.Equal(TimeSpan.FromSeconds(3), _listener.Drained);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Healthz_tells_of_its_parts_without_a_login_and_without_a_server_field()
    {
        Task<int> run = RunAsync();
        Uri portal = await PortalAsync();
        using var client = new HttpClient();

        using HttpResponseMessage up = await client.GetAsync(new Uri(portal, "healthz"), _stop.Token);
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
        Assert.False(up.Headers.Contains("Server"));
        Assert.True(up.Headers.CacheControl!.NoStore);
        Assert.Equal("""{"status":"ok","parts":{"proxy":"up","history":"up"}}""", await up.Content.ReadAsStringAsync(_stop.Token));

        _history = HealthStatus.Degraded;
        using HttpResponseMessage degraded = await client.GetAsync(new Uri(portal, "healthz"), _stop.Token);
        Assert.Equal(HttpStatusCode.OK, degraded.StatusCode);
        Assert.Equal("degraded", (await degraded.Content.ReadFromJsonAsync<JsonElement>(_stop.Token)).GetProperty("status").GetString());

        await _listener!.StopAsync(TimeSpan.Zero);
        using HttpResponseMessage down = await client.GetAsync(new Uri(portal, "healthz"), _stop.Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);

        await _stop.CancelAsync();
        Assert.Equal(ExitCode.Success, await run);
    }

    [Fact]
    public async Task Pages_are_mounted_beside_healthz()
    {
        Task<int> run = RunAsync();
        using var client = new HttpClient();

        Assert.Equal("the portal", await client.GetStringAsync(new Uri(await PortalAsync(), "page"), _stop.Token));

        await _stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task A_host_that_stops_by_itself_ends_the_run_with_1()
    {
        Task<int> run = RunAsync();
        await PortalAsync();
        _host!.Lifetime.StopApplication();

        Assert.Equal(ExitCode.Failure, await run);
        Assert.Equal(TimeSpan.FromSeconds(10), _listener!.Drained);
    }

    [Theory]
    [InlineData("Proxy")]
    [InlineData("Admin")]
    public async Task A_port_in_use_is_said_in_one_line_and_ends_with_1(string section)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.Equal(ExitCode.Failure, await RunAsync(($"{section}:Port", $"{port}")));

        Assert.Equal(
            $"Cannot listen on 127.0.0.1:{port}: the port is in use by another program; choose another with --{section}:Port.",
            _error.ToString().TrimEnd());
    }

    [Theory]
    [InlineData("Proxy")]
    [InlineData("Admin")]
    public async Task An_address_of_another_machine_is_said_in_one_line_and_ends_with_1(string section)
    {
        Assert.Equal(ExitCode.Failure, await RunAsync(($"{section}:Host", "192.0.2.1")));

        Assert.Matches(
            $@"^Cannot listen on 192\.0\.2\.1:\d+: this machine has no such address; choose another with --{section}:Host\.$",
            _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_history_folder_that_cannot_be_made_is_said_in_one_line_and_ends_with_1()
    {
        string file = _folder.Write("file", "");

        Assert.Equal(ExitCode.Failure, await RunAsync(("History:Path", Path.Combine(file, "sub", "traffic.db"))));

        Assert.StartsWith("The proxy cannot run: ", Assert.Single(_error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_setting_stops_the_start() =>
        await Assert.ThrowsAsync<SettingException>(() => RunAsync(("RateLimit:Count", "none")));

    [Fact]
    public async Task A_serilog_section_that_cannot_be_read_stops_the_start() => Assert.StartsWith(
        "The section Serilog cannot be used. ",
        (await Assert.ThrowsAsync<SettingException>(() => RunAsync(("Serilog:MinimumLevel", "loudest")))).Message,
        StringComparison.Ordinal);

    private async Task<Uri> PortalAsync()
    {
        await _out.ReadAsync();
        await _out.ReadAsync();
        return new Uri((await _out.ReadAsync())["Admin portal on ".Length..]);
    }

    private Task<int> RunAsync(params (string Key, string Value)[] settings)
    {
        var parts = new ProgramParts
        {
            AddParts = (builder, snapshot, _, _) =>
            {
                _listener = new SocketListener(snapshot.Proxy);
                builder.Services.AddSingleton<IProxyListener>(_listener);
                builder.Services.AddSingleton(new HealthPart("proxy", () => _listener.IsListening ? HealthStatus.Up : HealthStatus.Down));
                builder.Services.AddSingleton(new HealthPart("history", () => _history));
                return Task.CompletedTask;
            },
            UsePages = app =>
            {
                _host = app;
                app.MapGet("/page", (HttpContext _) => "the portal");
            },
        };
        (string, string)[] all =
        [
            ("Proxy:Port", "0"), ("Admin:Port", "0"), ("History:Path", Path.Combine(_folder.Path, "traffic.db")), .. settings,
        ];
        return new ProxyRun(
            parts,
            new ProgramConsole(_out, _error),
            Configuration.Given.Folder(_folder.Path, all),
            TimeProvider.System).RunAsync(_stop.Token);
    }
}
