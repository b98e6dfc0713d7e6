using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Faults;

/// <summary>The program is killed while requests run and a tunnel stands.</summary>
public sealed class KilledTests : IDisposable
{
    private const int Clients = 4;

    /// <summary>The recorder writes once a second; a machine that is busy with other tests may take longer.</summary>
    private static readonly TimeSpan MayBeMissing = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_kill_9_under_load_the_file_is_clean_and_only_the_last_seconds_are_missing()
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        await using var origin = await LocalOrigin.StartHttpAsync();
        var done = new ConcurrentDictionary<string, TimeSpan>();
        var clock = Stopwatch.StartNew();
        TimeSpan killed;
        long carried;
        await using (var proxy = await ProxyProcess.StartAsync(
            _folder, "--RateLimit:Enabled", "false", "--Proxy:ConnectPorts", "1-65535"))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            Task load = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => BrowseAsync(proxy, origin, client, done, clock, stop.Token)));
            using TcpClient tunnel = await OpenTunnelAsync(proxy, target);
            using TcpClient atTarget = await target.AcceptTcpClientAsync(stop.Token);
            carried = await CarryUntilToldAsync(tunnel, atTarget, new Sqlite3Command(_folder));
            killed = clock.Elapsed;
            await proxy.KillAsync();
            await stop.CancelAsync();
            await load;
        }

        var sql = new Sqlite3Command(_folder);
        Assert.Equal("ok", Assert.Single(await sql.QueryAsync("PRAGMA integrity_check")));
        HashSet<string> kept = [.. await sql.QueryAsync("SELECT path FROM requests")];
        Assert.NotEmpty(done);
        Assert.DoesNotContain(done, request => request.Value < killed - MayBeMissing && !kept.Contains(request.Key));
        Assert.InRange(await TunnelBytesAsync(sql), 1, carried);

        // The row of the tunnel, whose end nobody saw, is closed by the next start; its bytes stay counted.
        await using var again = await ProxyProcess.StartAsync(_folder);
        Assert.Equal(0, await again.StopAsync());
        Assert.Equal(
            "0|The proxy ended before the tunnel did.",
            Assert.Single(await sql.QueryAsync("SELECT is_open, error FROM requests WHERE scheme = 'connect'")));
        Assert.InRange(await TunnelBytesAsync(sql), 1, carried);
    }

    private static Task<long> TunnelBytesAsync(Sqlite3Command sql) => sql.NumberAsync(
        "SELECT coalesce(sum(m.bytes_received), 0) FROM rollup_minute m JOIN result r ON r.id = m.result "
        + "WHERE r.name = 'tunnelled' AND m.client_id = 0");

    private static async Task BrowseAsync(
        ProxyProcess proxy, LocalOrigin origin, int client, ConcurrentDictionary<string, TimeSpan> done, Stopwatch clock, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(proxy.ProxyAddress) });
        try
        {
            for (int number = 0; !stop.IsCancellationRequested; number++)
            {
                string path = $"/hello?{client}-{number}";
                await http.GetStringAsync(new Uri(origin.Url(path)), stop);
                done[path] = clock.Elapsed;
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            // The proxy was killed.
        }
    }

    private static async Task<TcpClient> OpenTunnelAsync(ProxyProcess proxy, TcpListener target)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, proxy.ProxyPort, TestContext.Current.CancellationToken);
        string request = $"CONNECT 127.0.0.1:{((IPEndPoint)target.LocalEndpoint).Port} HTTP/1.1\r\nHost: x\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        byte[] head = new byte["HTTP/1.1 200 Connection established\r\n\r\n".Length];
        await client.GetStream().ReadExactlyAsync(head, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Carries octets through the tunnel, which never ends, until the history has some of them; tells how many were sent.</summary>
    private static async Task<long> CarryUntilToldAsync(TcpClient tunnel, TcpClient atTarget, Sqlite3Command sql)
    {
        byte[] octets = new byte[1000];
        long sent = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                await tunnel.GetStream().WriteAsync(octets, TestContext.Current.CancellationToken);
                await atTarget.GetStream().ReadExactlyAsync(octets, TestContext.Current.CancellationToken);
                sent += octets.Length;
                return await TunnelBytesAsync(sql) > 0;
            },
            FaultyHistory.Patience);
        return sent;
    }
}
