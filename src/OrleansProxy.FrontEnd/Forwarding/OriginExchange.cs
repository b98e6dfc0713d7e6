using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Exchanges;
using OrleansProxy.Http;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>
/// One request and its answer on an origin connection: sends the head, carries the request body up while it waits for the answer's
/// head, and knows afterwards whether the connection can be used again. It does not own the connection.
/// </summary>
internal sealed class OriginExchange
{
    private readonly ProxyParts _proxy;
    private readonly Connection _origin;
    private readonly BodyReader _requestBody;
    private Task _upload = Task.CompletedTask;
    private PeerException? _uploadFault;

    public OriginExchange(ProxyParts proxy, Connection origin, BodyReader requestBody)
    {
        _proxy = proxy;
        _origin = origin;
        _requestBody = requestBody;
        Body = new BodyReader(proxy.Options);
    }

    /// <summary>The head of the final answer.</summary>
    public ResponseHead Head { get; } = new();

    /// <summary>The body of the final answer.</summary>
    public BodyReader Body { get; }

    /// <summary>How that body is framed.</summary>
    public BodyFraming Framing { get; private set; }

    /// <summary>Whether any octet of an answer has come.</summary>
    public bool AnswerBegun { get; private set; }

    /// <summary>Whether the request's body has been sent whole.</summary>
    public bool UploadDone => _upload.IsCompleted && _uploadFault is null;

    /// <summary>Whether the connection waits for another request now.</summary>
    public bool MayReuse => UploadDone && Body.IsComplete && Head.WantsKeepAlive && Framing.Kind is not BodyKind.UntilClose;

    /// <summary>Sends the request; its body follows in the background.</summary>
    /// <param name="request">Sends to the origin; its pending octets are the request's head.</param>
    /// <param name="framing">How the body goes.</param>
    public async ValueTask SendAsync(BodyWriter request, BodyFraming framing)
    {
        request.Begin(framing.Kind);
        await request.FlushAsync().ConfigureAwait(false);
        if (!_requestBody.IsComplete)
        {
            _upload = UploadAsync(request);
        }
    }

    /// <summary>Waits for the final answer's head; interim answers go to <paramref name="relayInterim"/>.</summary>
    /// <param name="toHead">Whether the request was HEAD.</param>
    /// <param name="relayInterim">Passes an interim head on.</param>
    /// <exception cref="PeerException">The origin failed or its answer is not valid; or the client failed while it sent.</exception>
    public async ValueTask ReceiveHeadAsync(bool toHead, Func<ResponseHead, ValueTask> relayInterim)
    {
        try
        {
            await ParseHeadAsync().ConfigureAwait(false);
            while (Head.IsInterim)
            {
                await relayInterim(Head).ConfigureAwait(false);
                await ParseHeadAsync().ConfigureAwait(false);
            }
        }
        catch (PeerException) when (_uploadFault is { Side: Peer.Client } cause)
        {
            throw new PeerException(cause.Side, cause.Fault, cause.Message, cause);
        }

        if (Head.Status == 101)
        {
            throw new PeerException(Peer.Origin, PeerFault.Malformed, "The origin switched protocols without being asked.");
        }

        HttpFault fault = MessageFraming.OfResponse(Head, toHead, out BodyFraming framing);
        if (fault.IsFault)
        {
            throw new PeerException(Peer.Origin, PeerFault.Malformed, fault.Reason);
        }

        Framing = framing;
        Body.Begin(_origin, framing);
    }

    /// <summary>Waits until nothing of this exchange touches the connections any more. Close one of them first, if it may be stuck.</summary>
    public Task UploadEndedAsync() => _upload;

    private async ValueTask ParseHeadAsync()
    {
        while (true)
        {
            if (_origin.Buffer.Length > 0)
            {
                AnswerBegun = true;
                HeadParse parse = HeadParser.ParseResponse(_origin.Buffer.Unread.Span, _proxy.HeadLimits, Head);
                if (parse.Progress is HeadProgress.Complete)
                {
                    _origin.Buffer.Consume(parse.Consumed);
                    return;
                }

                if (parse.Progress is HeadProgress.Faulty)
                {
                    throw new PeerException(Peer.Origin, PeerFault.Malformed, parse.Fault.Reason);
                }
            }

            if (await _origin.ReceiveAsync(_proxy.Options.ResponseTimeout).ConfigureAwait(false) == 0)
            {
                throw new PeerException(Peer.Origin, PeerFault.Truncated, "The origin closed the connection without an answer.");
            }
        }
    }

    private async Task UploadAsync(BodyWriter request)
    {
        try
        {
            while (true)
            {
                ReadOnlyMemory<byte> stretch = await _requestBody.ReadAsync().ConfigureAwait(false);
                if (stretch.IsEmpty)
                {
                    break;
                }

                await request.WriteAsync(stretch, _requestBody.HasMoreBuffered).ConfigureAwait(false);

                // The answer's time runs from the request's last octet on, so a long upload is not held against the origin.
                _origin.Reading.Arm(_proxy.Options.ResponseTimeout);
            }

            await request.CompleteAsync().ConfigureAwait(false);
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
