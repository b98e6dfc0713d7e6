using System.Runtime.CompilerServices;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Port;
using OrleansProxy.Caching.Validation;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// Carries requests that policy has let through: asks the cache, gets an origin connection, sends, relays the answer and stores it
/// on the way. One instance serves a client connection's exchanges in turn; not thread-safe.
/// </summary>
internal sealed class Forwarder
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;
    private readonly OriginSource _origins;
    private readonly OriginExchange _answer;
    private readonly CacheStep _cache;
    private readonly Func<ResponseHead, ValueTask> _relayInterim;

    public Forwarder(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
        _origins = new OriginSource(proxy, exchange);
        _answer = new OriginExchange(proxy, exchange);
        _cache = new CacheStep(proxy, exchange.Request);
        _relayInterim = RelayInterimAsync;
    }

    /// <summary>Answers the client.</summary>
    /// <exception cref="PeerException">A peer failed; the exchange knows whether an answer was begun.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    public async ValueTask RunAsync()
    {
        try
        {
            // What begins a WebSocket is no answer to keep, nor is any kept one an answer to it.
            await _cache.BeginAsync(_exchange.Target, passBy: _exchange.AsksForWebSocket, _proxy.Stopping).ConfigureAwait(false);
            if (_cache.Found.Stored is { } stored && !_proxy.Ports.Destinations.CheckAddress(_exchange.ClientAddress, stored.Origin).Allowed)
            {
                _cache.Forget();
            }

            if (_cache.Found.Verdict is CacheVerdict.Fresh)
            {
                await ServeStoredAsync(_cache.Found.Stored!, TrafficResult.Hit).ConfigureAwait(false);
            }
            else if (_cache.Found.OnlyIfCached)
            {
                await _exchange.RefuseAsync(NotStored).ConfigureAwait(false);
            }
            else if (_origins.TakePooled() is not { } pooled
                || !await TryAsync(pooled, mayRetry: _exchange.MayRepeat).ConfigureAwait(false))
            {
                await ForwardOnNewAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await _cache.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives memory back while nothing is going on.</summary>
    public void Release() => _answer.Release();

    private static Refusal NotStored { get; } = new(
        TrafficResult.OriginFailed,
        504,
        "The request is for a stored answer only (only-if-cached), and none is stored that may be used.",
        "http_request_denied");

    private async ValueTask ForwardOnNewAsync()
    {
        // Twice at most: a new connection is not given up for another one, and what is stored can be contradicted only once.
        while (await _origins.ConnectAsync().ConfigureAwait(false) is { } fresh
            && !await TryAsync(fresh, mayRetry: false).ConfigureAwait(false))
        {
        }
    }

    /// <summary>Sends the request on a connection and relays the answer; false when nothing was relayed and another try may be made.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private async ValueTask<bool> TryAsync(Connection origin, bool mayRetry)
    {
        bool reusable = false;
        _exchange.Attach(origin);
        _exchange.Draft.Upstream = origin.Remote;
        _answer.Begin(origin);
        try
        {
            await SendRequestAsync().ConfigureAwait(false);
            await _answer.ReceiveHeadAsync(_relayInterim).ConfigureAwait(false);
            _exchange.Draft.TimeToFirstByte = _exchange.Draft.Elapsed;
            if (mayRetry && PooledConnections.WasGivenUp(_answer.Head))
            {
                return false;
            }

            if (_answer.Head.Status == 101)
            {
                await SwitchAsync(origin).ConfigureAwait(false);
                return true;
            }

            bool relayed = await RelayAsync(origin).ConfigureAwait(false);
            await _exchange.SettleUploadAsync(_answer).ConfigureAwait(false);
            reusable = _answer.MayReuse;
            return relayed;
        }
        catch (PeerException exception) when (_exchange.ClientLeft)
        {
            throw new PeerException(Peer.Client, PeerFault.Gone, "The client left before it had the answer.", exception);
        }
        catch (PeerException exception) when (mayRetry && PooledConnections.HadDied(exception, _answer.AnswerBegun))
        {
            return false;
        }
        catch (PeerException exception) when (_answer.ClientFault is { } cause && exception != cause)
        {
            // What failed at the origin's end failed because the client did.
            throw new PeerException(cause.Side, cause.Fault, cause.Message, exception);
        }
        finally
        {
            Finish(origin, reusable);
        }
    }

    private ValueTask SendRequestAsync()
    {
        HeadBuffer buffer = _answer.ToOrigin.Pending;
        bool conditional = _cache.Found.Verdict is CacheVerdict.Stale;
        if (conditional)
        {
            ReplacedFields.Mark(_exchange.Request.Fields, FieldNames.IfNoneMatch);
            ReplacedFields.Mark(_exchange.Request.Fields, FieldNames.IfModifiedSince);
        }

        HeadWriter.BeginRequest(buffer, _exchange.Request, _exchange.Target, _exchange.RequestFraming, _exchange.ViaName);
        if (conditional)
        {
            _proxy.Ports.Cache!.WriteConditions(_cache.Found.Stored!, buffer);
        }

        if (_exchange.HopsLeft is { } hops)
        {
            buffer.Write("Max-Forwards: "u8);
            buffer.Write(hops - 1L);
            buffer.Write("\r\n"u8);
        }

        if (_exchange.AsksForWebSocket)
        {
            WebSocketUpgrade.WriteFields(buffer);
        }

        HeadWriter.End(buffer);
        return _answer.SendAsync();
    }

    /// <summary>
    /// Relays the 101 and becomes a tunnel. What the client sent ahead of it lies in its connection's buffer until now: an origin that
    /// does not switch must never see it, since it would read it as requests that nobody has decided on.
    /// </summary>
    private async ValueTask SwitchAsync(Connection origin)
    {
        HopByHop.Mark(_answer.Head.Fields);
        _exchange.BeginAnswer(101, TrafficResult.Tunnelled, BodyKind.None);
        HeadWriter.BeginResponse(_exchange.ToClient.Pending, _answer.Head, BodyFraming.None, _exchange.ViaName);
        WebSocketUpgrade.WriteFields(_exchange.ToClient.Pending);
        HeadWriter.End(_exchange.ToClient.Pending);
        await _exchange.ToClient.FlushAsync().ConfigureAwait(false);
        await _exchange.CarryTunnelAsync(origin).ConfigureAwait(false);
    }

    /// <summary>Relays the answer, or serves the stored one that it confirms; false when it contradicts what is stored.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    private async ValueTask<bool> RelayAsync(Connection origin)
    {
        HopByHop.Mark(_answer.Head.Fields);
        if (_cache.Found is { Verdict: CacheVerdict.Stale, Stored: { } stored } && _answer.Head.Status == 304)
        {
            bool confirmed = NotModified.Confirms(stored.Head, _answer.Head);
            using IStoredResponse freshened = await _cache.FreshenAsync(_answer, origin.Remote, _proxy.Stopping).ConfigureAwait(false);
            if (confirmed)
            {
                await ServeStoredAsync(freshened, TrafficResult.Validated).ConfigureAwait(false);
            }
            else
            {
                _cache.Forget();
            }

            return confirmed;
        }

        await _cache.AfterUnsafeAsync(_answer.Head.Status, _proxy.Stopping).ConfigureAwait(false);
        await _cache.BeginStoringAsync(_answer, origin.Remote, _proxy.Stopping).ConfigureAwait(false);
        BodyFraming framing = ClientAnswer.FramingFor(_exchange.Request.Version, _answer.Framing);
        _exchange.KeepAlive &= framing.Kind is not BodyKind.UntilClose;

        // A client that waits with its body may leave it out now: nobody can say what comes next on its connection.
        _exchange.KeepAlive &= _answer.Upload.IsCompleted || !_exchange.AwaitsContinue;

        // Octets that were meant for a WebSocket that did not come to be are no request.
        _exchange.KeepAlive &= !_exchange.AsksForWebSocket || !_exchange.ClientSpokeOn;
        bool intended = _cache.IsStoring;
        string? status = _cache.IsOn ? StatusOf(intended) : null;
        _exchange.BeginAnswer(_answer.Head.Status, TrafficResult.Forwarded, framing.Kind);
        ClientAnswer.WriteHead(_exchange.ToClient.Pending, _answer.Head, framing, _exchange, status);
        try
        {
            await RelayBodyAsync().ConfigureAwait(false);
        }
        finally
        {
            // What the client was told was the intention; the record tells what came of it.
            _exchange.Draft.CacheStatus = _cache.IsOn && _cache.HasStored != intended ? StatusOf(_cache.HasStored) : status;
        }

        return true;
    }

    private string StatusOf(bool stored) =>
        CacheStatusText.Forwarded(_exchange.Pseudonym, _cache.Found.ForwardReason, null, stored);

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask RelayBodyAsync()
    {
        while (await _answer.Body.ReadAsync(_exchange.ToClient).ConfigureAwait(false) is { IsEmpty: false } stretch)
        {
            await _cache.StoreAsync(stretch, _proxy.Stopping).ConfigureAwait(false);
            if (_answer.Body.HasEnded)
            {
                // Before the client has the last octet: it may ask again at once.
                await _cache.CompleteStoringAsync(_proxy.Stopping).ConfigureAwait(false);
            }

            await _exchange.ToClient.WriteAsync(stretch).ConfigureAwait(false);
        }

        await _cache.CompleteStoringAsync(_proxy.Stopping).ConfigureAwait(false);
        await _exchange.ToClient.CompleteAsync(_exchange.KeepAlive && _answer.Upload.IsCompleted).ConfigureAwait(false);
        _exchange.AnswerIsWhole = true;
    }

    private async ValueTask RelayInterimAsync(ResponseHead head)
    {
        // Who asked for no 100 has nothing to go on with, and HTTP/1.0 knows none of them.
        if (_exchange.Request.Version is Http.HttpVersion.Http10 || (head.Status == 100 && !_exchange.AwaitsContinue))
        {
            return;
        }

        HopByHop.Mark(head.Fields);
        HeadWriter.BeginResponse(_exchange.ToClient.Pending, head, BodyFraming.None, _exchange.ViaName);
        HeadWriter.End(_exchange.ToClient.Pending);
        await _exchange.ToClient.FlushAsync().ConfigureAwait(false);
        _exchange.InterimSent(head.Status);
    }

    private ValueTask ServeStoredAsync(IStoredResponse stored, TrafficResult result) =>
        new StoredAnswer(_proxy, _exchange).ServeAsync(stored, result);

    /// <summary>Hands the connection to the pool or ends it; an upload that goes on then fails at its next octet.</summary>
    private void Finish(Connection origin, bool reusable)
    {
        _exchange.Detach(_answer.Upload);
        if (reusable)
        {
            _proxy.Pool.Put(_exchange.OriginKey, origin);
            return;
        }

        if (_answer.Body.IsComplete && _answer.UploadDone)
        {
            origin.Dispose();
        }
        else
        {
            origin.Abort();
        }

        origin.Buffer.Release();
    }
}
