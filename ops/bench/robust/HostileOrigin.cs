using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Robust;

/// <summary>An origin that does to its callers what the path says. What it is sent after "ECHO" it sends back.</summary>
internal sealed class HostileOrigin : IDisposable
{
    public const int PageSize = 1024;
    public const int BulkSize = 1_000_000;

    private static readonly byte[] Page = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: {PageSize}\r\n\r\n{new string('p', PageSize)}");

    private static readonly byte[] Bulk = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: {BulkSize}\r\n\r\n{new string('b', BulkSize)}");

    private static readonly byte[] Chunks = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(Enumerable.Repeat("10\r\n0123456789abcdef\r\n", 100)) + "0\r\n\r\n");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();

    public HostileOrigin()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public string Authority => $"127.0.0.1:{Port}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptAsync(_stop.Token));
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            byte[] buffer = new byte[4096];
            int length = 0;
            try
            {
                while (true)
                {
                    int got = await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
                    if (got == 0)
                    {
                        return;
                    }

                    length += got;
                    if (buffer.AsSpan(0, length).StartsWith("ECHO"u8))
                    {
                        await socket.SendAsync(buffer.AsMemory(4, length - 4), _stop.Token);
                        length = 4;
                    }
                    else if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
                    {
                        string path = Encoding.ASCII.GetString(buffer, 0, end).Split(' ')[1];
                        buffer.AsSpan(end + 4, length - end - 4).CopyTo(buffer);
                        length -= end + 4;
                        await AnswerAsync(socket, path);
                    }
                    else if (length == buffer.Length)
                    {
                        length = 0; // a body that nobody wants
                    }
                }
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side left, or we did: both are what this is for.
            }
        }
    }

    private Task AnswerAsync(Socket socket, string path) => path switch
    {
        "/bulk" => SendAsync(socket, Bulk),
        "/stall" or "/upload" => Task.CompletedTask,
        "/half" => SendAsync(socket, Bulk.AsMemory(0, BulkSize / 2)),
        "/trickle" => TrickleAsync(socket),
        "/flood" => FloodAsync(socket, "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray()),
        "/flood-head" => FloodAsync(socket, "HTTP/1.1 200 OK\r\nX: "u8.ToArray()),
        "/cut" => CutAsync(socket, reset: false),
        "/reset" => CutAsync(socket, reset: true),
        "/late" => LateAsync(socket),
        _ => SendAsync(socket, Page),
    };

    private async Task SendAsync(Socket socket, ReadOnlyMemory<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            octets = octets[await socket.SendAsync(octets, _stop.Token)..];
        }
    }

    private async Task LateAsync(Socket socket)
    {
        await Task.Delay(TimeSpan.FromSeconds(3), _stop.Token);
        await SendAsync(socket, Page);
    }

    private async Task TrickleAsync(Socket socket)
    {
        foreach (byte octet in Page)
        {
            await socket.SendAsync(new[] { octet }, _stop.Token);
            await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token);
        }
    }

    private async Task FloodAsync(Socket socket, byte[] head)
    {
        await SendAsync(socket, head);
        byte[] flood = new byte[65_536];
        flood.AsSpan().Fill((byte)'f');
        while (true)
        {
            await SendAsync(socket, flood);
        }
    }

    private async Task CutAsync(Socket socket, bool reset)
    {
        // Never the last octet: what comes is never whole.
        await SendAsync(socket, Chunks.AsMemory(0, Random.Shared.Next(Chunks.Length - 1)));
        if (reset)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        socket.Close();
    }
}
