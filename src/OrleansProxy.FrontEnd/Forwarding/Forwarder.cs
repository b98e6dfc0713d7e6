using OrleansProxy.Caching;
using OrleansProxy.Caching.Port;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// Carries one request that policy has let through: asks the cache, gets an origin connection, sends, relays the answer and stores
/// it on the way. One instance an exchange; not thread-safe.
/// </summary>
internal sealed class Forwarder
{
    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;
    private readonly OriginSource _origins;

    public Forwarder(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
        _origins = new OriginSource(proxy, exchange);
    }

    /// <summary>Answers the client.</summary>
    /// <exception cref="PeerException">A peer failed; the exchange knows whether an answer was begun.</exception>
    public async ValueTask RunAsync()
    {
        await using CacheStep cache = await CacheStep
            .LookUpAsync(_proxy, _exchange.Target, _exchange.Request, _proxy.Stopping).ConfigureAwait(false);
        if (cache.Found.Stored is { } stored && !_proxy.Ports.Destinations.CheckAddress(_exchange.ClientAddress, stored.Origin).Allowed)
        {
            cache.Forget();
        }

        if (cache.Found.Verdict is CacheVerdict.Fresh)
        {
            await ServeStoredAsync(cache.Found.Stored!, TrafficResult.Hit).ConfigureAwait(false);
            return;
        }

        if (_origins.TakePooled() is { } pooled
            && await TryAsync(pooled, cache, mayRetry: _exchange.MayRepeat).ConfigureAwait(false))
        {
            return;
        }

        if (await _origins.ConnectAsync().ConfigureAwait(false) is { } fresh)
        {
            await TryAsync(fresh, cache, mayRetry: false).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the request on a connection and relays the answer; false when the connection had died before and another may be tried.</summary>
    private async ValueTask<bool> TryAsync(Connection origin, CacheStep cache, bool mayRetry)
    {
        var answer = new OriginExchange(_proxy, origin, _exchange.RequestBody);
        bool reusable = false;
        try
        {
            await SendRequestAsync(origin, answer, cache).ConfigureAwait(false);
            await answer.ReceiveHeadAsync(_exchange.IsHead, RelayInterimAsync).ConfigureAwait(false);
            _exchange.Draft.TimeToFirstByte = _exchange.Draft.Elapsed;
            await RelayAsync(origin, answer, cache).ConfigureAwait(false);
            reusable = answer.MayReuse;
            _exchange.KeepAlive &= answer.UploadDone;
            return true;
        }
        catch (PeerException exception) when (mayRetry && exception.Side is Peer.Origin && !answer.AnswerBegun)
        {
            return false;
        }
        finally
        {
            await FinishAsync(origin, answer, reusable).ConfigureAwait(false);
        }
    }

    private async ValueTask SendRequestAsync(Connection origin, OriginExchange answer, CacheStep cache)
    {
        _exchange.Draft.Upstream = origin.Remote;
        var buffer = new HeadBuffer();
        var request = new BodyWriter(origin, buffer, _proxy.Options.BodyTimeout);
        try
        {
            bool conditional = cache.Found.Verdict is CacheVerdict.Stale;
            if (conditional)
            {
                ReplacedFields.Mark(_exchange.Request.Fields, FieldNames.IfNoneMatch);
                ReplacedFields.Mark(_exchange.Request.Fields, FieldNames.IfModifiedSince);
            }

            HeadWriter.BeginRequest(buffer, _exchange.Request, _exchange.Target, _exchange.RequestFraming, _exchange.Pseudonym);
            if (conditional)
            {
                _proxy.Ports.Cache!.WriteConditions(cache.Found.Stored!, buffer);
            }

            HeadWriter.End(buffer);
            await answer.SendAsync(request, _exchange.RequestFraming).ConfigureAwait(false);
        }
        finally
        {
            if (_exchange.RequestBody.IsComplete)
            {
                buffer.Release();
            }
        }
    }

    private async ValueTask RelayAsync(Connection origin, OriginExchange answer, CacheStep cache)
    {
        HopByHop.Mark(answer.Head.Fields);
        if (cache.Found.Verdict is CacheVerdict.Stale && answer.Head.Status == 304)
        {
            using IStoredResponse freshened = await cache.FreshenAsync(answer, origin.Remote, _proxy.Stopping).ConfigureAwait(false);
            await ServeStoredAsync(freshened, TrafficResult.Validated).ConfigureAwait(false);
            return;
        }

        await cache.AfterUnsafeAsync(answer.Head.Status, _proxy.Stopping).ConfigureAwait(false);
        await cache.BeginStoringAsync(answer, origin.Remote, _proxy.Stopping).ConfigureAwait(false);
        BodyFraming framing = ClientAnswer.FramingFor(_exchange.Request.Version, answer.Framing);
        _exchange.KeepAlive &= framing.Kind is not BodyKind.UntilClose;
        string? status = cache.IsOn
            ? CacheStatusText.Forwarded(_exchange.Pseudonym, cache.Found.ForwardReason, null, cache.IsStoring)
            : null;
        _exchange.Draft.CacheStatus = status;
        _exchange.BeginAnswer(answer.Head.Status, TrafficResult.Forwarded, framing.Kind);
        ClientAnswer.WriteHead(_exchange.ToClient.Pending, answer.Head, framing, _exchange, status);
        await RelayBodyAsync(answer, cache).ConfigureAwait(false);
    }

    private async ValueTask RelayBodyAsync(OriginExchange answer, CacheStep cache)
    {
        if (!answer.Body.HasMoreBuffered)
        {
            await _exchange.ToClient.FlushAsync().ConfigureAwait(false);
        }

        while (true)
        {
            ReadOnlyMemory<byte> stretch = await answer.Body.ReadAsync().ConfigureAwait(false);
            if (stretch.IsEmpty)
            {
                break;
            }

            await cache.StoreAsync(stretch, _proxy.Stopping).ConfigureAwait(false);
            await _exchange.ToClient.WriteAsync(stretch, answer.Body.HasMoreBuffered).ConfigureAwait(false);
        }

        await _exchange.ToClient.CompleteAsync().ConfigureAwait(false);
        _exchange.AnswerIsWhole = true;
        await cache.CompleteStoringAsync(_proxy.Stopping).ConfigureAwait(false);
    }

    private async ValueTask RelayInterimAsync(ResponseHead head)
    {
        if (_exchange.Request.Version is Http.HttpVersion.Http10)
        {
            return;
        }

        HopByHop.Mark(head.Fields);
        HeadWriter.BeginResponse(_exchange.ToClient.Pending, head, BodyFraming.None, _exchange.Pseudonym);
        HeadWriter.End(_exchange.ToClient.Pending);
        await _exchange.ToClient.FlushAsync().ConfigureAwait(false);
    }

    private ValueTask ServeStoredAsync(IStoredResponse stored, TrafficResult result) =>
        new StoredAnswer(_proxy, _exchange).ServeAsync(stored, result);

    /// <summary>Hands the connection to the pool or ends it, and leaves only when nothing touches the client's buffer any more.</summary>
    private async ValueTask FinishAsync(Connection origin, OriginExchange answer, bool reusable)
    {
        answer.Head.Release();
        if (reusable)
        {
            _proxy.Pool.Put(_exchange.OriginKey, origin);
            return;
        }

        origin.Abort();
        await _exchange.EndUploadAsync(answer).ConfigureAwait(false);
        origin.Buffer.Release();
    }
}
