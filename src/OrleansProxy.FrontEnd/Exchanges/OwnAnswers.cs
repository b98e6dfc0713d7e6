using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>What the proxy itself answers on an exchange: its own pages, refusals, and what is left to say when something failed.</summary>
internal sealed class OwnAnswers
{
    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly Exchange _exchange;
    private readonly OwnPages _pages;

    public OwnAnswers(ProxyParts proxy, Connection client, Exchange exchange)
    {
        _proxy = proxy;
        _client = client;
        _exchange = exchange;
        _pages = new OwnPages(proxy, client, exchange);
    }

    /// <summary>Serves the request if it is for ourselves.</summary>
    public ValueTask<bool> TryServeAsync() => _pages.Find() is { } page ? ServeAsync(page) : new ValueTask<bool>(false);

    /// <summary>Answers a request that may go no further.</summary>
    public ValueTask AnswerAsLastHopAsync() => SendAsync(LastHop.To(_exchange.Request), TrafficResult.Served);

    /// <summary>Answers that the request is not carried out, and why.</summary>
    public ValueTask RefuseAsync(Refusal refusal)
    {
        _exchange.Draft.Error = refusal.Reason;
        Answer answer = RefusalPage.Make(refusal, _exchange.Request, _exchange.Draft.Host, _proxy.Options.Pseudonym);

        // After a refused CONNECT the client may go on with what was meant for the tunnel, which must not be read as requests.
        _exchange.KeepAlive &= !refusal.Fatal && !_exchange.IsConnect;
        return SendAsync(answer, refusal.Result);
    }

    /// <summary>Tells the client of a peer's failure where that is still possible, and otherwise lets nothing look whole that is not.</summary>
    public ValueTask AnswerFailureAsync(PeerException failure)
    {
        if (failure.Side is Peer.Origin)
        {
            return AnswerInsteadAsync(ToRefusal(failure));
        }

        bool isGone = failure.Fault is PeerFault.Gone or PeerFault.Truncated;
        Refusal refusal = ToRefusal(failure) with { Result = isGone || !_exchange.NothingSent ? TrafficResult.ClientLeft : TrafficResult.BadRequest };
        return AnswerInsteadAsync(refusal, canBeTold: !isGone);
    }

    /// <summary>Tells the client of a fault of our own, likewise.</summary>
    public ValueTask AnswerFaultAsync() => AnswerInsteadAsync(
        new(TrafficResult.Failed, 500, "The proxy failed at this request; its log says how.", "proxy_internal_error"));

    /// <summary>Ends the exchange because the proxy stops.</summary>
    public void AnswerNothing()
    {
        _exchange.KeepAlive = false;
        if (_exchange.Draft is { } draft && !_exchange.AnswerIsWhole)
        {
            draft.Result = TrafficResult.Failed;
            draft.Error = "The proxy was stopped before the answer was whole.";
        }

        EndIncomplete();
    }

    private async ValueTask<bool> ServeAsync(Answer page)
    {
        await SendAsync(page, TrafficResult.Served).ConfigureAwait(false);
        return true;
    }

    private static Refusal ToRefusal(PeerException failure) => (failure.Side, failure.Fault) switch
    {
        (Peer.Client, PeerFault.TimedOut) => new(TrafficResult.BadRequest, 408, failure.Message, "http_request_error"),
        (Peer.Client, _) => new(TrafficResult.BadRequest, 400, failure.Message, "http_request_error"),
        (_, PeerFault.TimedOut) => new(TrafficResult.OriginFailed, 504, failure.Message, "http_response_timeout"),
        (_, PeerFault.Malformed) => new(TrafficResult.OriginFailed, 502, failure.Message, "http_protocol_error"),
        _ => new(TrafficResult.OriginFailed, 502, failure.Message, "http_response_incomplete"),
    };

    /// <summary>Sends this in place of an answer that cannot be had, unless some of that has been sent; the connection ends either way.</summary>
    private async ValueTask AnswerInsteadAsync(Refusal refusal, bool canBeTold = true)
    {
        _exchange.KeepAlive = false;
        if (_exchange.Draft is not { } draft || _exchange.AnswerIsWhole)
        {
            _client.Dispose();
            return;
        }

        draft.Result = refusal.Result;
        draft.Error = refusal.Reason;
        if (!canBeTold || !_exchange.NothingSent)
        {
            EndIncomplete();
            return;
        }

        try
        {
            _exchange.ToClient.Pending.Clear();
            await RefuseAsync(refusal).ConfigureAwait(false);
        }
        catch (PeerException)
        {
            // The client cannot be told; the record says what happened.
            draft.Result = TrafficResult.ClientLeft;
            _client.Abort();
        }
    }

    private async ValueTask SendAsync(Answer answer, TrafficResult result)
    {
        _exchange.KeepAlive &= IsRestDroppable();
        _exchange.BeginAnswer(answer.Status, result, BodyKind.Length);
        _exchange.Draft.TimeToFirstByte ??= _exchange.Draft.Elapsed;
        WriteHead(answer);
        if (!_exchange.IsHead)
        {
            await _exchange.ToClient.WriteAsync(answer.Body).ConfigureAwait(false);
        }

        await _exchange.ToClient.CompleteAsync(_exchange.KeepAlive).ConfigureAwait(false);
        _exchange.AnswerIsWhole = true;
        if (_exchange.KeepAlive)
        {
            await DropBodyAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether the request's body is so short, and so sure to come, that it is better read than the connection lost.</summary>
    private bool IsRestDroppable() => _exchange.RequestFraming.Kind switch
    {
        BodyKind.None => true,
        BodyKind.Length => _exchange.RequestFraming.Length <= _proxy.Options.MaxDrainBytes
            && !_exchange.AwaitsContinue
            && _exchange.Upload.IsCompleted,
        _ => false,
    };

    private void WriteHead(Answer answer)
    {
        HeadBuffer buffer = _exchange.ToClient.Pending;
        buffer.Write("HTTP/1.1 "u8);
        buffer.Write((long)answer.Status);
        buffer.Write(" " + ReasonPhrase.Of(answer.Status));
        buffer.Write("\r\nContent-Type: "u8);
        buffer.Write(answer.ContentType);
        buffer.Write("\r\nContent-Length: "u8);
        buffer.Write((long)answer.Body.Length);
        buffer.Write("\r\n"u8);
        foreach ((string name, string value) in answer.Fields)
        {
            buffer.Write(name);
            buffer.Write(": "u8);
            buffer.Write(value);
            buffer.Write("\r\n"u8);
        }

        RateLimitFields.Write(buffer, _exchange.Limit);
        ClientAnswer.End(buffer, _exchange, cacheStatus: null);
    }

    private async ValueTask DropBodyAsync()
    {
        while (!(await _exchange.RequestBody.ReadAsync().ConfigureAwait(false)).IsEmpty)
        {
        }
    }

    /// <summary>A body without a length or chunks ends with the connection, so only a reset says that this one is not whole.</summary>
    private void EndIncomplete()
    {
        if (_exchange.AnswerKind is BodyKind.UntilClose)
        {
            _client.Abort();
        }
        else
        {
            _client.Dispose();
        }
    }
}
