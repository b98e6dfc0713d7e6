using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.FrontEnd.Tests.Allocation;

/// <summary>An origin that answers every head with the same octets, each connection on a thread of its own, and allocates nothing once all have come.</summary>
internal sealed class BlockingOrigin : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _answer;

    public BlockingOrigin(string answer)
    {
        _answer = Encoding.ASCII.GetBytes(answer);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(64);
        new Thread(AcceptAll) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public static Socket Connect(IPEndPoint endPoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
        socket.Connect(endPoint);
        return socket;
    }

    public void Dispose() => _listener.Dispose();

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket connection = _listener.Accept();
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
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
        byte[] buffer = new byte[4096];
        using (connection)
        {
            connection.NoDelay = true;
            try
            {
                AnswerAll(connection, buffer);
            }
            catch (SocketException)
            {
                // The test is over.
            }
        }
    }

    private void AnswerAll(Socket connection, byte[] buffer)
    {
        int length = 0;
        while (connection.Receive(buffer, length, buffer.Length - length, SocketFlags.None) is > 0 and int received)
        {
            length += received;
            if (buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                connection.Send(_answer);
                length = 0;
            }
        }
    }
}
