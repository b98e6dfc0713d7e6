using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.FrontEnd.Tests.Allocation;

/// <summary>An origin on a thread of its own that answers every head with the same octets, one connection after the other, and allocates nothing.</summary>
internal sealed class BlockingOrigin : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[4096];
    private readonly byte[] _answer;
    private readonly Thread _thread;

    public BlockingOrigin(string answer)
    {
        _answer = Encoding.ASCII.GetBytes(answer);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
        _thread = new Thread(ServeAll) { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public static Socket Connect(IPEndPoint endPoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
        socket.Connect(endPoint);
        return socket;
    }

    public void Dispose() => _listener.Dispose();

    private void ServeAll()
    {
        try
        {
            while (true)
            {
                using Socket connection = _listener.Accept();
                Serve(connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
            _listener.Dispose();
        }
    }

    private void Serve(Socket connection)
    {
        connection.NoDelay = true;
        int length = 0;
        while (connection.Receive(_buffer, length, _buffer.Length - length, SocketFlags.None) is > 0 and int received)
        {
            length += received;
            if (_buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                connection.Send(_answer);
                length = 0;
            }
        }
    }
}
