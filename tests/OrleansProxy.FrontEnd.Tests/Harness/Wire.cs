using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>
/// One end of a TCP connection in a test, octets as Latin-1 text. Every wait ends with what it waits for or fails after
/// <see cref="Patience"/>; nothing sleeps.
/// </summary>
internal sealed class Wire(Socket socket) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<byte> _unread = [];

    public Socket Socket { get; } = socket;

    /// <summary>Connects, from an address of the test's choice when it gives one.</summary>
    public static async Task<Wire> ConnectAsync(IPEndPoint endPoint, IPAddress? from = null)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(endPoint).WaitAsync(Patience);
        return new Wire(socket);
    }

    public Task SendAsync(string octets) => SendAsync(Encoding.Latin1.GetBytes(octets));

    public async Task SendAsync(ReadOnlyMemory<byte> octets)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!octets.IsEmpty)
        {
            octets = octets[await Socket.SendAsync(octets, SocketFlags.None, patience.Token)..];
        }
    }

    /// <summary>Reads on until this has come, and returns all up to its end.</summary>
    public async Task<string> ReadThroughAsync(string end)
    {
        while (true)
        {
            int found = Text().IndexOf(end, StringComparison.Ordinal);
            if (found >= 0)
            {
                return Take(found + end.Length);
            }

            Assert.True(await ReceiveAsync(), $"The connection ended before \"{end}\" came, after: {Text()}");
        }
    }

    /// <summary>Reads a head, its empty line included.</summary>
    public Task<string> ReadHeadAsync() => ReadThroughAsync("\r\n\r\n");

    /// <summary>Reads this many octets.</summary>
    public async Task<string> ReadAsync(int count)
    {
        while (_unread.Count < count)
        {
            Assert.True(await ReceiveAsync(), $"The connection ended after {_unread.Count} of {count} octets: {Text()}");
        }

        return Take(count);
    }

    /// <summary>Reads until the other side ends in order; a reset fails the test.</summary>
    public async Task<string> ReadToEndAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return Take(_unread.Count);
    }

    /// <summary>Reads until the other side resets the connection; an end in order fails the test.</summary>
    public async Task<string> ReadToResetAsync()
    {
        var reset = await Assert.ThrowsAsync<SocketException>(ReadToEndAsync);
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        return Take(_unread.Count);
    }

    /// <summary>Reads until the other side ends, in order or not.</summary>
    public async Task<string> ReadToAnyEndAsync()
    {
        try
        {
            return await ReadToEndAsync();
        }
        catch (SocketException)
        {
            return Take(_unread.Count);
        }
    }

    public void EndSending() => Socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Dispose();
    }

    public void Dispose() => Socket.Dispose();

    private string Text() => Encoding.Latin1.GetString([.. _unread]);

    private string Take(int count)
    {
        string text = Text()[..count];
        _unread.RemoveRange(0, count);
        return text;
    }

    private async Task<bool> ReceiveAsync()
    {
        byte[] buffer = new byte[65_536];
        using var patience = new CancellationTokenSource(Patience);
        int received = await Socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
        _unread.AddRange(buffer.AsSpan(0, received));
        return received > 0;
    }
}
