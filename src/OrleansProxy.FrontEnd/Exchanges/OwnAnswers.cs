using System.Globalization;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.FrontEnd.Stats;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Targets;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>What the proxy itself answers on an exchange: its own pages, refusals, and what is left to say when a peer failed.</summary>
internal sealed class OwnAnswers
{
    private const int RowsLookedAt = 1000;
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly Exchange _exchange;

    public OwnAnswers(ProxyParts proxy, Connection client, Exchange exchange)
    {
        _proxy = proxy;
        _client = client;
        _exchange = exchange;
    }

    /// <summary>Serves the request if it is for ourselves: the stats page by its exact host, or the page that explains the proxy.</summary>
    public async ValueTask<bool> TryServeAsync()
    {
        Answer? answer = OwnPage();
        if (answer is null)
        {
            return false;
        }

        await SendAsync(answer, TrafficResult.Served).ConfigureAwait(false);
        return true;
    }

    /// <summary>Answers that the request is not carried out, and why.</summary>
    public ValueTask RefuseAsync(Refusal refusal)
    {
        _exchange.Draft.Error = refusal.Reason;
        bool understood = _exchange.Request.Length > 0;
        Answer answer = RefusalPage.Make(
            refusal, understood ? _exchange.Request : null, _exchange.Draft.Host, _proxy.Options.Pseudonym);
        _exchange.KeepAlive &= !refusal.Fatal;
        return SendAsync(answer, refusal.Result);
    }

    /// <summary>
    /// Tells the client of a peer's failure where that is still possible; otherwise ends the connection so that what was sent does
    /// not look whole.
    /// </summary>
    public async ValueTask AnswerFailureAsync(PeerException failure)
    {
        _exchange.KeepAlive = false;
        if (_exchange.Draft is null)
        {
            return;
        }

        _exchange.Draft.Error = failure.Message;
        if (failure.Side is Peer.Client && failure.Fault is PeerFault.Gone or PeerFault.Truncated || !_exchange.NothingSent)
        {
            _exchange.Draft.Result = failure.Side is Peer.Client ? TrafficResult.ClientLeft : TrafficResult.OriginFailed;
            EndIncomplete();
            return;
        }

        try
        {
            _exchange.ToClient.Pending.Clear();
            await RefuseAsync(ToRefusal(failure)).ConfigureAwait(false);
        }
        catch (PeerException)
        {
            // The client cannot be told; the record says what happened.
            _exchange.Draft.Result = TrafficResult.ClientLeft;
            _client.Abort();
        }
    }

    /// <summary>Waits for an upload to end whose origin connection has been ended, and ends the client's if need be.</summary>
    public async ValueTask EndUploadAsync(OriginExchange answer)
    {
        if (answer.UploadEndedAsync() is { IsCompleted: false } upload)
        {
            // The answer came before the request was over. The client gets a moment to read it before its connection ends.
            _exchange.KeepAlive = false;
            await Task.WhenAny(upload, Task.Delay(LingerTime, _proxy.Time)).ConfigureAwait(false);
            _client.Dispose();
            await upload.ConfigureAwait(false);
        }
    }

    private static Refusal ToRefusal(PeerException failure) => (failure.Side, failure.Fault) switch
    {
        (Peer.Client, PeerFault.TimedOut) =>
            new(TrafficResult.BadRequest, 408, failure.Message, "http_request_error") { Fatal = true },
        (Peer.Client, _) => Refusal.BadRequest(400, failure.Message),
        (_, PeerFault.TimedOut) => new(TrafficResult.OriginFailed, 504, failure.Message, "http_response_timeout") { Fatal = true },
        (_, PeerFault.Malformed) => new(TrafficResult.OriginFailed, 502, failure.Message, "http_protocol_error") { Fatal = true },
        _ => new(TrafficResult.OriginFailed, 502, failure.Message, "http_response_incomplete") { Fatal = true },
    };

    private Answer? OwnPage()
    {
        RequestTarget target = _exchange.Target;
        if (target.Form is TargetForm.Origin or TargetForm.Asterisk)
        {
            return WelcomePage.Make(string.Create(CultureInfo.InvariantCulture, $"{_proxy.Options.Host}:{_proxy.Options.Port}"));
        }

        if (target.Form is not TargetForm.Absolute || target.Host != StatsPage.Host || target.Port != 80)
        {
            return null;
        }

        return target.PathAndQuery is "/"
            ? StatsPage.Make(
                _proxy.Ports.Counters.Read(),
                _proxy.Ports.Live.Recent(RowsLookedAt),
                _exchange.ClientAddress,
                _proxy.Ports.Clients.MaySeeAll(_exchange.ClientAddress),
                _proxy.Time.GetUtcNow())
            : new Answer(404, "text/plain; charset=utf-8", "There is only http://proxy-stats/ here.\n"u8.ToArray(), []);
    }

    private async ValueTask SendAsync(Answer answer, TrafficResult result)
    {
        bool drainable = _exchange.RequestFraming.Kind is BodyKind.None
            || (_exchange.RequestFraming.Kind is BodyKind.Length
                && _exchange.RequestFraming.Length <= _proxy.Options.MaxDrainBytes
                && !_exchange.Request.Fields.Contains(FieldNames.Expect));
        _exchange.KeepAlive &= drainable;
        _exchange.BeginAnswer(answer.Status, result, BodyKind.Length);
        WriteHead(answer);
        if (!_exchange.IsHead)
        {
            await _exchange.ToClient.WriteAsync(answer.Body, moreComes: false).ConfigureAwait(false);
        }

        await _exchange.ToClient.CompleteAsync().ConfigureAwait(false);
        _exchange.AnswerIsWhole = true;
        _exchange.Draft.TimeToFirstByte ??= _exchange.Draft.Elapsed;
        if (_exchange.KeepAlive)
        {
            await DropBodyAsync().ConfigureAwait(false);
        }
        else
        {
            await LingerAsync().ConfigureAwait(false);
        }
    }

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

        ClientAnswer.End(buffer, _exchange, cacheStatus: null);
    }

    private async ValueTask DropBodyAsync()
    {
        while (!(await _exchange.RequestBody.ReadAsync().ConfigureAwait(false)).IsEmpty)
        {
        }
    }

    /// <summary>
    /// Ends our side and reads on for a moment: a connection closed with octets unread is reset, and the reset would take the answer
    /// away from the client (RFC 9112 §9.6).
    /// </summary>
    private async ValueTask LingerAsync()
    {
        int dropped = 0;
        _client.EndSending();
        try
        {
            while (dropped < _proxy.Options.MaxDrainBytes)
            {
                _client.Buffer.Consume(_client.Buffer.Length);
                int received = await _client.ReceiveAsync(LingerTime).ConfigureAwait(false);
                if (received == 0)
                {
                    return;
                }

                dropped += received;
            }
        }
        catch (PeerException)
        {
            // It went, or goes on sending: the answer has had its chance to arrive.
            _client.Dispose();
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
