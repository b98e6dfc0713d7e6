using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>
/// Accepts client connections until told to stop. When that fails, as without descriptors, it waits a little longer each time instead
/// of spinning, and recovers by itself.
/// </summary>
internal sealed class ProxyListener : IDisposable
{
    private readonly ITransportListener _listener;
    private readonly ProxyParts _proxy;
    private readonly Action<ITransport> _onAccepted;
    private readonly AcceptTrouble _trouble;
    private readonly Turn _turn = new();

    public ProxyListener(ITransportListener listener, ProxyParts proxy, Action<ITransport> onAccepted)
    {
        _listener = listener;
        _proxy = proxy;
        _onAccepted = onAccepted;
        _trouble = new AcceptTrouble(proxy.Time);
    }

    public IPEndPoint EndPoint => _listener.EndPoint;

    /// <summary>Accepts until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration stopping = cancellationToken.UnsafeRegister(
            static state => ((ITransportListener)state!).Stop(), _listener);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                ValueTask<ITransport?> accepting = _listener.AcceptAsync();
                bool atOnce = accepting.IsCompleted;
                if (await accepting.ConfigureAwait(false) is { } accepted)
                {
                    Begin(accepted);
                    await _turn.EndAsync(atOnce, 0).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                // Whatever it is: a listener that gave up would leave a proxy that runs and serves nobody.
                await PauseAsync(exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Begin(ITransport accepted)
    {
        if (_trouble.Succeed())
        {
            FrontEndLog.AcceptsAgain(_proxy.Log);
        }

        _onAccepted(accepted);
    }

    private async Task PauseAsync(Exception exception, CancellationToken cancellationToken)
    {
        (TimeSpan pause, bool isNew) = _trouble.Fail();
        if (isNew && !cancellationToken.IsCancellationRequested)
        {
            string reason = exception is SocketException fault ? fault.SocketErrorCode.ToString() : exception.Message;
            FrontEndLog.AcceptFailed(_proxy.Log, reason);
        }

        await Task.Delay(pause, _proxy.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
