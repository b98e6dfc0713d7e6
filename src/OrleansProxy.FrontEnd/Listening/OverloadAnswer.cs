using System.Text;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>Tells a client that there is no room for its connection: a short answer that fits the socket's empty send buffer, so that nothing waits.</summary>
internal static class OverloadAnswer
{
    /// <summary>Sends the answer if the system takes it at once, and closes.</summary>
    public static void SendAndClose(ITransport transport, string setting)
    {
        string body = $"503 Service Unavailable\nThe proxy has as many connections as {setting} allows.\n-- OrleansProxy\n";
        string answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + $"Content-Length: {body.Length}\r\nRetry-After: 1\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n{body}";
        using (transport)
        {
            // What has come already is dropped, because a connection closed with octets unread is reset, and the answer with it.
            transport.SendWithoutWaiting(Encoding.ASCII.GetBytes(answer));
            transport.EndSending();
        }
    }
}
