using System.Net;
using System.Text;
using OrleansProxy.Caching.Port;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// The cache's part in one exchange: what it found, the right to store, and what is being stored. To be ended with the exchange:
/// what was not completed is then forgotten. One instance serves the exchanges of a client connection in turn.
/// </summary>
internal sealed class CacheStep
{
    private readonly IResponseCache? _cache;
    private readonly RequestHead _request;
    private readonly TimeProvider _time;
    private CacheKey _key;
    private DateTimeOffset _requestedAt;
    private IFetchLease? _lease;
    private IBodySink? _sink;

    public CacheStep(ProxyParts proxy, RequestHead request)
    {
        _cache = proxy.Ports.Cache;
        _request = request;
        _time = proxy.Time;
    }

    public CacheLookup Found { get; private set; } = CacheLookup.Bypass("bypass");

    /// <summary>Whether the cache is switched on at all.</summary>
    public bool IsOn => _cache is not null;

    /// <summary>Whether the answer has been stored whole.</summary>
    public bool HasStored { get; private set; }

    /// <summary>Whether the answer is being stored.</summary>
    public bool IsStoring => _sink is not null;

    /// <summary>Asks the cache; a miss also tries for the right to store the answer.</summary>
    /// <param name="target">What is asked for.</param>
    /// <param name="passBy">Whether nothing is asked of the cache, and nothing stored.</param>
    /// <param name="cancellationToken">Ends the wait for the cache.</param>
    public ValueTask BeginAsync(RequestTarget target, bool passBy, CancellationToken cancellationToken)
    {
        _key = new CacheKey(target.Host, target.Port, target.PathAndQuery);
        _requestedAt = _time.GetUtcNow();
        Found = CacheLookup.Bypass("bypass");
        HasStored = false;
        return _cache is null || passBy ? ValueTask.CompletedTask : LookUpAsync(_cache, cancellationToken);
    }

    /// <summary>Treats what was found as not there: this client may not have it.</summary>
    public void Forget()
    {
        Found.Stored?.Dispose();
        Found = CacheLookup.Bypass(Found.ForwardReason is { Length: > 0 } reason ? reason : "bypass");
    }

    /// <summary>Begins to store the answer, if this exchange has the right to and it may be stored.</summary>
    public ValueTask BeginStoringAsync(OriginExchange answer, IPEndPoint origin, CancellationToken cancellationToken) =>
        // A body that only the connection's end ends may have been cut short by a dying origin, and nobody could tell.
        _cache is not null && _lease is not null && answer.Framing.Kind is not Http.Framing.BodyKind.UntilClose
            ? BeginStoringAsync(_cache, _lease, Describe(answer, origin), cancellationToken)
            : ValueTask.CompletedTask;

    /// <summary>Takes a stretch of the body.</summary>
    public ValueTask StoreAsync(ReadOnlyMemory<byte> stretch, CancellationToken cancellationToken) =>
        _sink is null ? ValueTask.CompletedTask : StoreAsync(_sink, stretch, cancellationToken);

    /// <summary>The body is whole: it can be found from now on. Without effect when nothing is being stored any more.</summary>
    public ValueTask CompleteStoringAsync(CancellationToken cancellationToken) =>
        _sink is null ? ValueTask.CompletedTask : CompleteStoringAsync(_sink, cancellationToken);

    /// <summary>Freshens what was found with the 304 that validated it; the result is the taker's to dispose.</summary>
    public ValueTask<IStoredResponse> FreshenAsync(OriginExchange answer, IPEndPoint origin, CancellationToken cancellationToken) =>
        _cache!.FreshenAsync(_key, Found.Stored!, Describe(answer, origin), cancellationToken);

    /// <summary>Forgets what is stored once an unsafe method has succeeded (RFC 9111 §4.4).</summary>
    public ValueTask AfterUnsafeAsync(int status, CancellationToken cancellationToken)
    {
        bool safe = Ascii.Equals(_request.Method, "GET"u8) || Ascii.Equals(_request.Method, "HEAD"u8)
            || Ascii.Equals(_request.Method, "OPTIONS"u8) || Ascii.Equals(_request.Method, "TRACE"u8);
        return _cache is null || safe || status is < 200 or > 399
            ? ValueTask.CompletedTask
            : _cache.InvalidateAsync(_key, cancellationToken);
    }

    /// <summary>Gives back what it holds, and forgets what was not stored whole.</summary>
    public ValueTask EndAsync()
    {
        (IBodySink? sink, IFetchLease? lease, IStoredResponse? stored) = (_sink, _lease, Found.Stored);
        _sink = null;
        _lease = null;
        _key = default;
        Found = CacheLookup.Bypass("bypass");
        ValueTask disposing = sink?.DisposeAsync() ?? ValueTask.CompletedTask;
        lease?.Dispose();
        stored?.Dispose();
        return disposing;
    }

    private async ValueTask LookUpAsync(IResponseCache cache, CancellationToken cancellationToken)
    {
        Found = await cache.LookUpAsync(_key, _request, cancellationToken).ConfigureAwait(false);
        if (Found.Verdict is CacheVerdict.Miss or CacheVerdict.Stale)
        {
            _lease = await cache.TryLeaseAsync(_key, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask BeginStoringAsync(
        IResponseCache cache, IFetchLease lease, ResponseToStore response, CancellationToken cancellationToken)
    {
        _sink = await cache.StoreAsync(lease, _request, response, cancellationToken).ConfigureAwait(false);
        ReleaseLeaseUnlessStoring();
    }

    private async ValueTask StoreAsync(IBodySink sink, ReadOnlyMemory<byte> stretch, CancellationToken cancellationToken)
    {
        if (!await sink.WriteAsync(stretch, cancellationToken).ConfigureAwait(false))
        {
            await EndStoringAsync(sink).ConfigureAwait(false);
        }
    }

    private async ValueTask CompleteStoringAsync(IBodySink sink, CancellationToken cancellationToken)
    {
        HasStored = await sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await EndStoringAsync(sink).ConfigureAwait(false);
    }

    private async ValueTask EndStoringAsync(IBodySink sink)
    {
        await sink.DisposeAsync().ConfigureAwait(false);
        _sink = null;
        ReleaseLeaseUnlessStoring();
    }

    private void ReleaseLeaseUnlessStoring()
    {
        if (_sink is null)
        {
            _lease?.Dispose();
            _lease = null;
        }
    }

    private ResponseToStore Describe(OriginExchange answer, IPEndPoint origin)
    {
        bool lengthKnown = answer.Framing.Kind is Http.Framing.BodyKind.Length;
        return new ResponseToStore(
            answer.Head, lengthKnown ? answer.Framing.Length : null, origin, _requestedAt, _time.GetUtcNow());
    }
}
