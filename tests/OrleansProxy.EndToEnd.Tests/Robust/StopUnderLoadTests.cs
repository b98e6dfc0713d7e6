using System.Net;
using System.Net.Sockets;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Robust;

/// <summary>The program is stopped while requests are in flight.</summary>
public sealed class StopUnderLoadTests : IDisposable
{
    private const int Requests = 50;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_SIGTERM_requests_in_flight_are_answered_and_it_ends_with_0()
    {
        using var origin = new TcpListener(IPAddress.Loopback, 0);
        origin.Start();
        string authority = $"127.0.0.1:{((IPEndPoint)origin.LocalEndpoint).Port}";
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(proxy.ProxyAddress) });
        Task<string>[] asked = [.. Enumerable.Range(0, Requests).Select(
            number => client.GetStringAsync(new Uri($"http://{authority}/{number}"), TestContext.Current.CancellationToken))];
        var atOrigin = new List<TcpClient>();
        for (int number = 0; number < Requests; number++)
        {
            atOrigin.Add(await AcceptAsync(origin));
        }

        // Every request has reached the origin; none is answered before the program has been told to stop.
        Task<int> stopped = proxy.StopAsync();
        await Eventually.TrueAsync(async () => !await AcceptsAsync(proxy), TimeSpan.FromSeconds(30));
        foreach (TcpClient connection in atOrigin)
        {
            await connection.GetStream().WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal("late", answer));
        Assert.Equal(0, await stopped);
        var logged = File.ReadLines(_folder.File("proxy_log.txt"));
        Assert.Equal(Requests, logged.Count(line => line.Contains(authority, StringComparison.Ordinal)));
        atOrigin.ForEach(connection => connection.Dispose());
    }

    /// <summary>A connection of the proxy's on which a request has come.</summary>
    private static async Task<TcpClient> AcceptAsync(TcpListener origin)
    {
        TcpClient connection = await origin.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        byte[] octet = new byte[1];
        await connection.GetStream().ReadExactlyAsync(octet, TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<bool> AcceptsAsync(ProxyProcess proxy)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, proxy.ProxyPort, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
