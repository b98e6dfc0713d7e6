using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.Http;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// One request and its answer on an origin connection: sends the head, carries the request body up while it waits for the answer's
/// head, and knows afterwards whether the connection can be used again. It does not own the connection. One instance serves a
/// client connection's exchanges in turn, each once the upload of the one before has ended.
/// </summary>
internal sealed class OriginExchange
{
    private const int MaxInterim = 16;

    private readonly ProxyParts _proxy;
    private readonly Exchange _exchange;
    private readonly BodyWriter _toOrigin;
    private Connection _origin = null!;
    private PeerException? _uploadFault;

    public OriginExchange(ProxyParts proxy, Exchange exchange)
    {
        _proxy = proxy;
        _exchange = exchange;
        _toOrigin = new BodyWriter(proxy.Options.BodyTimeout);
        Body = new BodyReader(proxy.Options);
    }

    /// <summary>Sends to the origin; the request's head is written into what waits there.</summary>
    public BodyWriter ToOrigin => _toOrigin;

    /// <summary>The head of the final answer.</summary>
    public ResponseHead Head { get; } = new();

    /// <summary>The body of the final answer.</summary>
    public BodyReader Body { get; }

    /// <summary>How that body is framed.</summary>
    public BodyFraming Framing { get; private set; }

    /// <summary>Whether any octet of an answer has come.</summary>
    public bool AnswerBegun { get; private set; }

    /// <summary>Ends when nothing of this exchange touches the connections any more. Close one of them first, if it may be stuck.</summary>
    public Task Upload { get; private set; } = Task.CompletedTask;

    /// <summary>Whether the request's body has been sent whole.</summary>
    public bool UploadDone => Upload.IsCompletedSuccessfully && _uploadFault is null;

    /// <summary>Whether the request's body could not be had from the client, which is then the cause of all that fails after it.</summary>
    public PeerException? ClientFault => _uploadFault is { Side: Peer.Client } ? _uploadFault : null;

    /// <summary>Whether the connection waits for another request now.</summary>
    public bool MayReuse => UploadDone && Body.IsComplete && Head.WantsKeepAlive && Framing.Kind is not BodyKind.UntilClose
        && !_exchange.HasContentWithoutMeaning;

    /// <summary>How long to wait for an answer: the client's time for its body does not count against the origin.</summary>
    private TimeSpan AnswerTimeout => Upload.IsCompleted || _exchange.AwaitsContinue
        ? _proxy.Options.ResponseTimeout
        : _proxy.Options.BodyTimeout + _proxy.Options.ResponseTimeout;

    /// <summary>Begins an exchange on a connection.</summary>
    public void Begin(Connection origin)
    {
        _origin = origin;
        _uploadFault = null;
        AnswerBegun = false;
        Framing = BodyFraming.None;
        Upload = Task.CompletedTask;
        Body.Begin(origin, BodyFraming.None);
        _toOrigin.Attach(origin);
    }

    /// <summary>Sends the request, whose head waits in <see cref="ToOrigin"/>; its body follows in the background.</summary>
    public ValueTask SendAsync()
    {
        _toOrigin.Begin(_exchange.RequestFraming.Kind);
        if (_exchange.RequestBody.IsComplete)
        {
            return _toOrigin.CompleteAsync(isPeersTurn: true);
        }

        Upload = UploadAsync(_exchange.RequestBody);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for the final answer's head; interim answers go to <paramref name="relayInterim"/>.</summary>
    /// <exception cref="PeerException">The origin failed or its answer is not valid, or the client failed while it sent.</exception>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    public async ValueTask ReceiveHeadAsync(Func<ResponseHead, ValueTask> relayInterim)
    {
        for (int interim = 0; ; interim++)
        {
            long? begun = null;
            int seen = 0;
            while (!TryParseHead(ref begun, ref seen))
            {
                if (await _origin.ReceiveAsync(TimeLeft(begun)).ConfigureAwait(false) == 0)
                {
                    throw new PeerException(Peer.Origin, PeerFault.Truncated, "The origin closed the connection without an answer.");
                }
            }

            BeginBody();
            if (!Head.IsInterim)
            {
                return;
            }

            if (interim == MaxInterim)
            {
                throw new PeerException(Peer.Origin, PeerFault.Malformed, "The origin sent interim answers without end.");
            }

            await relayInterim(Head).ConfigureAwait(false);
        }
    }

    /// <summary>Gives memory back while nothing is going on.</summary>
    public void Release()
    {
        Head.Release();
        _toOrigin.Pending.Release();
    }

    /// <summary>Parses a head of the answer from what has come; false when it is not whole yet.</summary>
    /// <param name="begun">When its first octets were seen.</param>
    /// <param name="seen">How many octets have been looked at.</param>
    private bool TryParseHead(ref long? begun, ref int seen)
    {
        if (_origin.Buffer.Length == 0)
        {
            return false;
        }

        AnswerBegun = true;
        HeadParse parse = HeadParser.ParseResponse(_origin.Buffer.Unread.Span, _proxy.HeadLimits, Head, seen);
        if (parse.Progress is HeadProgress.Faulty)
        {
            throw new PeerException(Peer.Origin, PeerFault.Malformed, parse.Fault.Reason);
        }

        _origin.Buffer.Consume(parse.Consumed);
        begun ??= parse.Progress is HeadProgress.Complete ? null : _proxy.Time.GetTimestamp();
        seen = _origin.Buffer.Length;
        return parse.Progress is HeadProgress.Complete;
    }

    /// <summary>Finds out how the body of the answer is framed whose head has come.</summary>
    private void BeginBody()
    {
        HttpFault fault = MessageFraming.OfResponse(Head, _exchange.IsHead, out BodyFraming framing);
        if (fault.IsFault)
        {
            throw new PeerException(Peer.Origin, PeerFault.Malformed, fault.Reason);
        }

        if (Head.Status == 101 && !(_exchange.AsksForWebSocket && WebSocketUpgrade.IsGrantedBy(Head)))
        {
            throw new PeerException(Peer.Origin, PeerFault.Malformed, "The origin switched to a protocol that it was not asked for.");
        }

        Framing = framing;
        Body.Begin(_origin, framing);
    }

    private TimeSpan TimeLeft(long? begun)
    {
        if (begun is not { } start)
        {
            return AnswerTimeout;
        }

        TimeSpan left = _proxy.Options.HeadTimeout - _proxy.Time.GetElapsedTime(start);
        return left > TimeSpan.Zero
            ? left
            : throw new PeerException(Peer.Origin, PeerFault.TimedOut, "The head of the answer took longer than Proxy:HeadTimeout allows.");
    }

    private async Task UploadAsync(BodyReader body)
    {
        try
        {
            while (await body.ReadAsync(_toOrigin).ConfigureAwait(false) is { IsEmpty: false } stretch)
            {
                await _toOrigin.WriteAsync(stretch).ConfigureAwait(false);
                _origin.Reading.Extend(_proxy.Options.BodyTimeout + _proxy.Options.ResponseTimeout);
            }

            await _toOrigin.CompleteAsync(isPeersTurn: true).ConfigureAwait(false);
            _origin.Reading.Extend(_proxy.Options.ResponseTimeout);
        }
        catch (PeerException exception)
        {
            // Kept for whoever waits for the answer. An origin that stops reading may still answer; a client that is gone takes no
            // answer, and the origin must not take what it sent for the whole.
            _uploadFault = exception;
            if (exception.Side is Peer.Client)
            {
                _origin.Abort();
            }
        }
    }
}
