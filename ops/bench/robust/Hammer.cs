using System.Diagnostics;

namespace OrleansProxy.Robust;

/// <summary>What a scenario works with: an origin, the programs that it started, and the list of what held and what did not.</summary>
internal sealed class Hammer(HammerOptions options) : IAsyncDisposable
{
    /// <summary>Descriptors that come and go by themselves: the probes' last origin connections, a file of the log or the database.</summary>
    public const int Slack = 4;

    private const int LastLines = 40;
    private const int SettlingSeconds = 10;

    private readonly List<ServerProcess> _servers = [];

    public HammerOptions Options { get; } = options;

    public HostileOrigin Origin { get; } = new();

    public bool Passed { get; private set; } = true;

    /// <summary>Starts the program with default settings, but for the rate limit, the origin's port, and what is given.</summary>
    /// <param name="arguments">Further settings.</param>
    /// <param name="prefix">A command that runs it, such as one that changes its surroundings first.</param>
    public async Task<ServerProcess> StartAsync(string[]? arguments = null, string[]? prefix = null)
    {
        string[] all =
        [
            "--RateLimit:Enabled", "false", "--Proxy:ConnectPorts", $"{Origin.Port}", "--Proxy:OriginIdleTimeout", "1 s",
            "--Log:Console", "false", .. arguments ?? [],
        ];
        ServerProcess server = await ServerProcess.StartAsync(Options.Server, all, prefix ?? []);
        _servers.Add(server);
        return server;
    }

    /// <summary>Has it serve for a while, so that what it opens once is open.</summary>
    /// <returns>The descriptors that it has then.</returns>
    public async Task<int> WarmAsync(ServerProcess server)
    {
        CheckProbes(await new Probe(server, Origin).DuringAsync(() => Task.Delay(1000)));
        await Task.Delay(3000); // longer than Proxy:OriginIdleTimeout, as set above
        return server.Descriptors;
    }

    /// <summary>Says whether something held.</summary>
    public void Check(bool held, string what)
    {
        Console.WriteLine($"{(held ? "held  " : "FAILED")} {what}");
        Passed &= held;
    }

    /// <summary>Says whether clients that behaved were served meanwhile.</summary>
    public void CheckProbes(ProbeResult probes) => Check(
        probes is { Failed: 0, Served: > 0 } && probes.P99 < TimeSpan.FromSeconds(1),
        $"others were served: {probes.Served} requests, {probes.Failed} failed, p50 {probes.P50.TotalMilliseconds:f1} ms, "
        + $"p99 {probes.P99.TotalMilliseconds:f1} ms{(probes.FirstFailure is null ? "" : ", first failure: " + probes.FirstFailure)}");

    /// <summary>Waits until no more descriptors are open than before, and says so.</summary>
    public async Task CheckDescriptorsAsync(ServerProcess server, int before)
    {
        (long now, double seconds) = await FallAsync(() => server.Descriptors, before);
        Check(!server.HasExited && now <= before, $"descriptors are back: {before} before, {now} after {seconds:f1} s");
    }

    /// <summary>Waits until the program has given back what it does not need.</summary>
    /// <returns>What is resident then, in kB.</returns>
    public static async Task<long> SettledAsync(ServerProcess server)
    {
        long least = long.MaxValue;
        for (int unchanged = 0; unchanged < SettlingSeconds; unchanged++)
        {
            await Task.Delay(1000);
            long now = server.ResidentKb;
            if (now < least - 1024)
            {
                least = now;
                unchanged = 0;
            }
        }

        return least;
    }

    /// <summary>Waits until no more memory is resident than so many times what was before, and says so.</summary>
    public async Task CheckMemoryAsync(ServerProcess server, long beforeKb, double most)
    {
        long atOnce = server.ResidentKb;
        (long now, double seconds) = await FallAsync(() => server.ResidentKb, beforeKb * most);
        Check(now <= beforeKb * most, $"memory is back: {beforeKb} kB before, {atOnce} kB at once and {now} kB after {seconds:f1} s");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServerProcess server in _servers)
        {
            if (!Passed)
            {
                Console.WriteLine($"       {(server.HasExited ? "it has ended; " : "")}its last lines:\n{string.Join('\n', server.Output.TakeLast(LastLines))}");
            }

            await server.DisposeAsync();
        }

        Origin.Dispose();
    }

    /// <summary>Waits, for half a minute at most, until a figure is no more than so much.</summary>
    private static async Task<(long Now, double Seconds)> FallAsync(Func<long> figure, double most)
    {
        var clock = Stopwatch.StartNew();
        long now = figure();
        while (now > most && clock.Elapsed < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(250);
            now = figure();
        }

        return (now, clock.Elapsed.TotalSeconds);
    }
}
