using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Robust;

/// <summary>One connection to the proxy, from an address of loopback that the scenario chooses.</summary>
internal sealed class Client : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[65_536];

    /// <summary>Connects; which of the addresses 127.0.GROUP.NUMBER it comes from is the number's.</summary>
    public static async Task<Client> ConnectAsync(IPEndPoint proxy, byte group, int number, CancellationToken cancellationToken = default)
    {
        var client = new Client();
        try
        {
            client._socket.Bind(new IPEndPoint(new IPAddress([127, 0, group, (byte)(1 + (number % 200))]), 0));
            await client._socket.ConnectAsync(proxy, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken = default)
    {
        while (!octets.IsEmpty)
        {
            octets = octets[await _socket.SendAsync(octets, cancellationToken)..];
        }
    }

    public Task SendAsync(string octets, CancellationToken cancellationToken = default) =>
        SendAsync(Encoding.ASCII.GetBytes(octets), cancellationToken);

    /// <summary>Reads until so many octets have come, or the end.</summary>
    /// <returns>How many came.</returns>
    public async Task<int> ReadAwayAsync(int atLeast, CancellationToken cancellationToken = default)
    {
        int total = 0;
        while (total < atLeast)
        {
            int got = await _socket.ReceiveAsync(_buffer, cancellationToken);
            if (got == 0)
            {
                break;
            }

            total += got;
        }

        return total;
    }

    /// <summary>Reads until a text has come, or the end.</summary>
    /// <param name="until">The text; empty to read to the end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All that came.</returns>
    public async Task<string> ReadAsync(string until, CancellationToken cancellationToken = default)
    {
        var text = new StringBuilder();
        while (until.Length == 0 || !text.ToString().Contains(until, StringComparison.Ordinal))
        {
            int got = await _socket.ReceiveAsync(_buffer, cancellationToken);
            if (got == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(_buffer, 0, got));
        }

        return text.ToString();
    }

    /// <summary>Reads to the end, in order or not; null when the end was a reset.</summary>
    public async Task<string?> ReadToAnyEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync("", cancellationToken);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Leaves without a word: a reset.</summary>
    public void Abort()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
