using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>Tells a client that there is no room for its connection: a short answer that fits the socket's empty send buffer, so that nothing waits.</summary>
internal static class OverloadAnswer
{
    private const int MaxDropped = 8192;

    /// <summary>Sends the answer if the system takes it at once, and closes.</summary>
    public static void SendAndClose(Socket socket, string setting)
    {
        string body = $"503 Service Unavailable\nThe proxy has as many connections as {setting} allows.\n-- OrleansProxy\n";
        string answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + $"Content-Length: {body.Length}\r\nRetry-After: 1\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{body}";
        using (socket)
        {
            socket.Blocking = false;
            socket.Send(Encoding.ASCII.GetBytes(answer), SocketFlags.None, out _);

            // What has come already is read, because a connection closed with octets unread is reset, and the answer with it.
            socket.Shutdown(SocketShutdown.Send);
            socket.Receive(new byte[MaxDropped], SocketFlags.None, out _);
        }
    }
}
