using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;

namespace OrleansProxy.FrontEnd.Listening;

/// <summary>The life of one client connection: waits for a request, serves it, and again, until one of the two has had enough.</summary>
internal sealed class ClientConnection
{
    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly Exchange _exchange;
    private volatile bool _idle;

    public ClientConnection(ProxyParts proxy, Connection client)
    {
        _proxy = proxy;
        _client = client;
        _exchange = new Exchange(proxy, client);
    }

    /// <summary>Serves until the connection is over, and closes it. Faults of a peer are not thrown; anything else is logged.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await WaitForRequestAsync().ConfigureAwait(false))
            {
                _idle = false;
                if (!await _exchange.RunAsync().ConfigureAwait(false))
                {
                    return;
                }
            }

            FrontEndLog.ConnectionBroke(_proxy.Log, _client.Remote, _proxy.IsDraining ? "The proxy stops." : _client.Fault().Message);
        }
        catch (PeerException exception)
        {
            FrontEndLog.ConnectionBroke(_proxy.Log, _client.Remote, exception.Message);
        }
        catch (OperationCanceledException) when (_proxy.Stopping.IsCancellationRequested)
        {
            FrontEndLog.ConnectionBroke(_proxy.Log, _client.Remote, "The proxy stops.");
        }
        catch (Exception exception)
        {
            FrontEndLog.ConnectionFailed(_proxy.Log, exception, _client.Remote);
        }
        finally
        {
            _client.Dispose();
            _client.Buffer.Release();
            _exchange.Release();
        }
    }

    /// <summary>Ends the connection if it waits for a request. Safe from any thread.</summary>
    public void EndIfIdle()
    {
        if (_idle)
        {
            // Its own wait runs out at the clock's next tick, and it closes in order; closed from here it would be reset.
            _client.Reading.Extend(TimeSpan.Zero);
        }
    }

    /// <summary>Ends what is under way at an origin if the client has left. Safe from any thread.</summary>
    public void LookAfterClient() => _exchange.LookAfterClient();

    /// <summary>Ends the connection, whatever it does. Safe from any thread.</summary>
    public void Abort() => _exchange.Abort();

    /// <summary>Waits for the first octets of a request; false when none is to come.</summary>
    private ValueTask<bool> WaitForRequestAsync()
    {
        // An empty line after a request belongs to no request (RFC 9112 §2.2), and begins none. It is left for the next request's
        // head, which passes over one and no more of them, however they come.
        if (_client.Buffer.Length > 0 && !_client.Buffer.Unread.Span.SequenceEqual("\r\n"u8))
        {
            return new ValueTask<bool>(true);
        }

        _exchange.Release();
        _idle = true;
        return _proxy.IsDraining ? new ValueTask<bool>(false) : _client.TryReceiveLateAsync(_proxy.Options.KeepAliveTimeout);
    }
}
