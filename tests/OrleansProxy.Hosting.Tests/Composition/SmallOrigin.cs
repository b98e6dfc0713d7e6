using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansProxy.Hosting.Tests.Composition;

/// <summary>An origin that answers "hello" to whatever it is asked, once it may.</summary>
internal sealed class SmallOrigin : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private int _requests;

    public SmallOrigin()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What an answer waits for.</summary>
    public TaskCompletionSource? Gate { get; init; }

    /// <summary>Ends with the first request.</summary>
    public Task Asked => _asked.Task;

    public int Requests => Volatile.Read(ref _requests);

    public Uri Url => new($"http://{_listener.LocalEndpoint}/hello");

    /// <summary>Frees the port; an answer that waits is cut off with the process.</summary>
    public void Dispose() => _listener.Dispose();

    /// <summary>Tells of a fault of the origin itself; null while it serves.</summary>
    public Exception? Fault => _serving.Exception;

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                NetworkStream stream = client.GetStream();
                var head = new StringBuilder();
                byte[] buffer = new byte[4096];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
                    && await stream.ReadAsync(buffer) is > 0 and var read)
                {
                    head.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }

                Interlocked.Increment(ref _requests);
                _asked.TrySetResult();
                await (Gate?.Task ?? Task.CompletedTask);
                await stream.WriteAsync(Answer);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed: the test is over.
            _asked.TrySetCanceled();
        }
    }
}
