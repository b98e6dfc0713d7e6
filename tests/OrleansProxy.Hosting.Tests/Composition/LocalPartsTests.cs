using System.Net;
using System.Net.Sockets;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Tests.Running;
using OrleansProxy.Testing;

namespace OrleansProxy.Hosting.Tests.Composition;

public sealed class LocalPartsTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();
    private readonly SmallOrigin _origin = new();

    public void Dispose()
    {
        _origin.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task After_a_stop_a_request_is_in_the_history_and_in_the_log()
    {
        using RealRun run = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await run.StatusAsync(_origin.Url));

        Assert.Equal(ExitCode.Success, await run.StopAsync());

        Assert.Equal(1, (await run.RecordedAsync()).Requests);
        Assert.Contains(_origin.Url.ToString(), Assert.Single(await File.ReadAllLinesAsync(run.LogFile, Cancelled)), StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task What_tells_of_people_is_for_the_owners_eyes_only()
    {
        using RealRun run = await StartAsync();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerFile, File.GetUnixFileMode(run.SetupLinkFile));
            Assert.Equal(OwnerFile, File.GetUnixFileMode(run.Database));
            Assert.Equal(OwnerFolder, File.GetUnixFileMode(Path.GetDirectoryName(run.Database)!));
            Assert.Equal(OwnerFolder, File.GetUnixFileMode(Path.Combine(_folder.Path, "Logs")));
        }

        Assert.Contains((await File.ReadAllTextAsync(run.SetupLinkFile, Cancelled)).Trim(), run.PortalLine, StringComparison.Ordinal);
        await run.StopAsync();
    }

    [Fact]
    public async Task Neither_the_portal_nor_the_proxy_can_be_asked_for_through_the_proxy()
    {
        using RealRun run = await StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await run.StatusAsync(run.Portal));
        Assert.Equal(HttpStatusCode.Forbidden, await run.StatusAsync(run.Proxy));

        await run.StopAsync();
    }

    [Fact]
    public async Task A_rule_from_the_configuration_blocks()
    {
        using RealRun run = await StartAsync(("Blacklist:Rules", "=127.0.0.1"));

        Assert.Equal(HttpStatusCode.Forbidden, await run.StatusAsync(_origin.Url));

        await run.StopAsync();
        Assert.Equal(0, _origin.Requests);
        Assert.Equal(1, (await run.RecordedAsync()).Blocked);
    }

    [Fact]
    public async Task A_list_blocks_from_the_first_request_on()
    {
        using RealRun run = await StartAsync(("Blacklist:Files", _folder.Write("ads.txt", "127.0.0.1")));

        Assert.Equal(HttpStatusCode.Forbidden, await run.StatusAsync(_origin.Url));

        await run.StopAsync();
        Assert.Equal(0, _origin.Requests);
    }

    [Fact]
    public async Task An_edit_of_the_file_changes_the_limit_and_the_rules_of_the_running_program()
    {
        var time = new ManualTime();
        using RealRun run = await new RealRun(_folder, time).StartedAsync();
        Assert.Equal(HttpStatusCode.OK, await run.StatusAsync(_origin.Url));

        Edit(time, """{ "RateLimit": { "Count": 1, "Period": "1 h" } }""");
        Assert.Equal(HttpStatusCode.TooManyRequests, await run.StatusAsync(_origin.Url));
        Edit(time, """{ "RateLimit": { "Enabled": false }, "Blacklist": { "Rules": [ "=127.0.0.1" ] } }""");
        Assert.Equal(HttpStatusCode.Forbidden, await run.StatusAsync(_origin.Url));
        Edit(time, "{ not JSON");
        Assert.Equal(HttpStatusCode.Forbidden, await run.StatusAsync(_origin.Url));

        run.BeginToStop();
        Assert.Equal(ExitCode.Success, await EndedAsync(run, time));
    }

    [Fact]
    public async Task A_second_run_has_the_history_of_the_first_and_without_history_accounts_are_kept_all_the_same()
    {
        using RealRun first = await StartAsync(("History:Enabled", "false"), ("Admin:InitialPassword", "a long enough password"));
        Assert.DoesNotContain("setup", first.PortalLine, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await first.StatusAsync(_origin.Url));
        await first.StopAsync();
        Assert.Equal(0, (await first.RecordedAsync()).Requests);

        using RealRun second = await StartAsync();
        Assert.DoesNotContain("setup", second.PortalLine, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(_origin.Url));
        await second.StopAsync();

        using RealRun third = await StartAsync();
        await third.StopAsync();
        Assert.Equal(1, (await third.RecordedAsync()).Requests);
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 2)]
    public async Task Only_with_the_cache_on_is_an_answer_served_again(string enabled, int fetched)
    {
        using RealRun run = await StartAsync(("Cache:Enabled", enabled));
        await run.StatusAsync(_origin.Url);
        await run.StatusAsync(_origin.Url);

        await run.StopAsync();

        Assert.Equal(fetched, _origin.Requests);
    }

    [Fact]
    public async Task A_request_in_flight_when_told_to_stop_is_answered_and_recorded()
    {
        using var origin = new SmallOrigin { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        using RealRun run = await StartAsync();
        Task<HttpStatusCode> asking = run.StatusAsync(origin.Url);
        await origin.Asked;

        run.BeginToStop();
        origin.Gate.SetResult();

        Assert.Equal(HttpStatusCode.OK, await asking);
        Assert.Equal(ExitCode.Success, await run.Ended);
        Assert.Equal(1, (await run.RecordedAsync()).Requests);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said_in_one_line_and_ends_with_1()
    {
        string path = _folder.Write("other.db", new string('x', 8192));
        using var run = new RealRun(_folder, TimeProvider.System, ("History:Path", path));

        Assert.Equal(ExitCode.Failure, await run.Ended);
        Assert.StartsWith("The proxy cannot run: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', run.Error);
    }

    [Fact]
    public async Task A_second_program_over_the_same_database_is_refused_and_the_first_goes_on()
    {
        using RealRun first = await StartAsync();
        using var second = new RealRun(_folder, TimeProvider.System);

        Assert.Equal(ExitCode.Failure, await second.Ended);
        Assert.Equal(
            $"The proxy cannot run: {first.Database} is in use by another OrleansProxy; stop that one, or start this one in another folder.",
            second.Error);
        Assert.Equal(HttpStatusCode.OK, await first.StatusAsync(_origin.Url));
        await first.StopAsync();
    }

    [Fact]
    public async Task A_proxy_port_in_use_is_said_in_one_line_and_ends_with_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var run = new RealRun(_folder, TimeProvider.System, ("Proxy:Port", $"{port}"));

        Assert.Equal(ExitCode.Failure, await run.Ended);
        Assert.Equal(
            $"Cannot listen on 127.0.0.1:{port}: the port is in use by another program; choose another with --Proxy:Port.", run.Error);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_leaves_the_proxy_serving_and_shows_in_healthz()
    {
        string file = _folder.Write("file", "");
        using RealRun run = await StartAsync(("Log:File", Path.Combine(file, "log.txt")), ("Log:Console", "false"));
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await run.StatusAsync(_origin.Url));
        string health;
        do
        {
            health = await client.GetStringAsync(new Uri(run.Portal, "healthz"), Cancelled);
        }
        while (!health.Contains("\"log\":\"degraded\"", StringComparison.Ordinal));

        Assert.Contains("\"status\":\"degraded\"", health, StringComparison.Ordinal);
        await run.StopAsync();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // The stop paces its looks by the clock, which somebody has to move.
    private static async Task<int> EndedAsync(RealRun run, ManualTime time)
    {
        while (!run.Ended.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await run.Ended;
    }

    private async Task<RealRun> StartAsync(params (string Key, string Value)[] settings) =>
        await new RealRun(_folder, TimeProvider.System, settings).StartedAsync();

    private void Edit(ManualTime time, string text)
    {
        string path = _folder.Write("appsettings.json", text);
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        time.Advance(SettingsMonitor.LookInterval);
        time.Advance(SettingsMonitor.LookInterval);
    }
}
