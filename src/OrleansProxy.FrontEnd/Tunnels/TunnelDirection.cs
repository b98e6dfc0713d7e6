using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tunnels;

/// <summary>
/// One direction of a tunnel. While it is quiet it holds no buffer; small traffic passes through one of ours; and a stream that fills
/// that again and again goes through a pipe within the system, where there is one to be had.
/// </summary>
internal sealed class TunnelDirection
{
    /// <summary>Full buffers in a row that make a stream bulk, and octets at a time below which it is none any more.</summary>
    private const int BulkAfter = 4, BulkWhile = 16_384;

    private readonly Connection _from, _to;
    private readonly Tunnel _tunnel;
    private readonly TimeSpan _timeout;
    private readonly int _bufferSize;
    private int _full;

    public TunnelDirection(Connection from, Connection to, Tunnel tunnel, ProxyOptions options)
    {
        _from = from;
        _to = to;
        _tunnel = tunnel;
        _timeout = options.TunnelIdleTimeout;
        _bufferSize = options.BufferSize;
        from.ReceivingTurn = to.SendingTurn = new Turn();
    }

    /// <summary>Octets carried so far. Read by others while it grows.</summary>
    public long Carried { get; private set; }

    /// <summary>When the first octets had come, as a timestamp of the clock; 0 before.</summary>
    public long FirstAt { get; private set; }

    /// <summary>Carries until this side has ended, which is passed on, or either side has failed.</summary>
    /// <returns>The connection that failed, or null when the side ended in order.</returns>
    public async Task<Connection?> RunAsync()
    {
        if (_from.Buffer.Length > 0 && !await SendBufferAsync().ConfigureAwait(false))
        {
            return _to;
        }

        while (true)
        {
            (int received, Connection? failed) = _full < BulkAfter
                ? await CarryOnceAsync().ConfigureAwait(false)
                : await CarryBulkAsync().ConfigureAwait(false);
            if (failed is not null)
            {
                return failed;
            }

            if (received == 0)
            {
                return _to.TryEndSending() ? null : _to;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(int Received, Connection? Failed)> CarryOnceAsync()
    {
        if (!await _from.TryWaitAsync(_timeout).ConfigureAwait(false))
        {
            return (ITransport.Broken, _from);
        }

        int received = await _from.TryReceiveAsync(_timeout, _bufferSize).ConfigureAwait(false);
        if (received <= 0)
        {
            return (received, received < 0 ? _from : null);
        }

        _full = received >= _bufferSize ? _full + 1 : 0;
        return (received, await SendBufferAsync().ConfigureAwait(false) ? null : _to);
    }

    /// <summary>Carries all that has come, and some more, through a pipe; without one, one buffer.</summary>
    private async ValueTask<(int Received, Connection? Failed)> CarryBulkAsync()
    {
        if (!await _from.TryWaitAsync(_timeout).ConfigureAwait(false))
        {
            return (ITransport.Broken, _from);
        }

        if (_from.TryRentPipe(_to) is not { } pipe)
        {
            _full = 0;
            return await CarryOnceAsync().ConfigureAwait(false);
        }

        bool isEmpty = true;
        try
        {
            int most = 0;
            while (true)
            {
                int received = _from.TryReceiveInto(pipe);
                if (received is ISpliceTransport.WouldBlock or 0)
                {
                    // A pipe that got nothing may stand before urgent data: only a receive tells an end.
                    _full = received == 0 || most < BulkWhile ? 0 : _full;
                    return (Math.Max(most, 1), null);
                }

                if (received < 0)
                {
                    return (received, _from);
                }

                most = Math.Max(most, received);
                isEmpty = false;
                Came();
                if (!await _to.TrySendFromAsync(pipe, received, _timeout).ConfigureAwait(false))
                {
                    return (received, _to);
                }

                isEmpty = true;
                Went(received);
            }
        }
        finally
        {
            _from.ReturnPipe(pipe, isEmpty);
        }
    }

    private async ValueTask<bool> SendBufferAsync()
    {
        int length = _from.Buffer.Length;
        Came();
        bool sent = await _to.TrySendAsync(_from.Buffer.Unread, _timeout).ConfigureAwait(false);
        if (sent)
        {
            _from.Buffer.Consume(length);
            Went(length);
        }

        return sent;
    }

    private void Came()
    {
        long now = _tunnel.Touch();
        FirstAt = FirstAt == 0 ? now : FirstAt;
    }

    private void Went(int octets)
    {
        Carried += octets;
        _tunnel.Touch();
    }
}
