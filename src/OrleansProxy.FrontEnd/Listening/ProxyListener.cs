using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>
/// Accepts client connections until told to stop. When the system is out of descriptors it waits a little longer each time instead
/// of spinning, and recovers by itself.
/// </summary>
internal sealed class ProxyListener : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly ITransportListener _listener;
    private readonly ProxyParts _proxy;
    private readonly Action<ITransport> _onAccepted;
    private readonly Turn _turn = new();

    public ProxyListener(ITransportListener listener, ProxyParts proxy, Action<ITransport> onAccepted)
    {
        _listener = listener;
        _proxy = proxy;
        _onAccepted = onAccepted;
    }

    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>Accepts until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration stopping = cancellationToken.UnsafeRegister(
            static state => ((ITransportListener)state!).Stop(), _listener);
        TimeSpan pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                ValueTask<ITransport?> accepting = _listener.AcceptAsync();
                bool atOnce = accepting.IsCompleted;
                if (await accepting.ConfigureAwait(false) is { } accepted)
                {
                    pause = FirstPause;
                    _onAccepted(accepted);
                    await _turn.EndAsync(atOnce, 0).ConfigureAwait(false);
                }
            }
            catch (SocketException exception)
            {
                FrontEndLog.AcceptFailed(_proxy.Log, exception.SocketErrorCode, pause);
                await Task.Delay(pause, _proxy.Time, CancellationToken.None).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    public void Dispose() => _listener.Dispose();
}
