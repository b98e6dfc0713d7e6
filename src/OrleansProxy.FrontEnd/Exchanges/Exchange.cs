using System.Net;
using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.FrontEnd.Origins;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.FrontEnd.Tunnels;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>
/// One request on a client connection, from its head to the record of it. One instance serves a connection's requests in turn;
/// not thread-safe.
/// </summary>
internal sealed class Exchange
{
    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly RequestIntake _intake;
    private readonly RequestChecks _checks;
    private readonly OwnAnswers _own;
    private readonly ClientLinger _linger;
    private readonly Turn _turn = new();
    private readonly ExchangeRecord _record;
    private readonly OriginWatch _origin;
    private Forwarder? _forwarder;
    private long _sentBeforeAnswer;
    private bool _continued;

    public Exchange(ProxyParts proxy, Connection client)
    {
        _proxy = proxy;
        _client = client;
        RequestBody = new BodyReader(proxy.Options);
        ToClient = new BodyWriter(proxy.Options.BodyTimeout);
        ToClient.Attach(client);
        _intake = new RequestIntake(proxy, client, this);
        _checks = new RequestChecks(proxy, this);
        _record = new ExchangeRecord(proxy, client);
        _origin = new OriginWatch(client, proxy.Time);
        _linger = new ClientLinger(proxy, client, this);
        _own = new OwnAnswers(proxy, client, this);
    }

    /// <summary>The request's head.</summary>
    public RequestHead Request { get; } = new();

    /// <summary>Where it goes, once understood.</summary>
    public RequestTarget Target { get; set; }

    /// <summary>How its body is framed.</summary>
    public BodyFraming RequestFraming { get; set; }

    /// <summary>How many proxies it may still pass, this one not counted; null where it does not say (RFC 9110 §7.6.2).</summary>
    public int? HopsLeft { get; set; }

    /// <summary>Its body.</summary>
    public BodyReader RequestBody { get; }

    /// <summary>Sends to the client.</summary>
    public BodyWriter ToClient { get; }

    /// <summary>What will be remembered; null until something came that is worth it.</summary>
    public TrafficDraft Draft => _record.Draft!;

    public bool KeepAlive { get; set; }

    /// <summary>What the limiter said of the request; unlimited until it was asked.</summary>
    public RateLimitDecision Limit { get; set; }

    /// <summary>Whether the client has been sent the whole of it.</summary>
    public bool AnswerIsWhole { get; set; }

    public IPAddress ClientAddress => _client.Remote.Address;

    public string Pseudonym => _proxy.Options.Pseudonym;

    public string ViaName => _proxy.ViaName;

    public OriginKey OriginKey => new(Target.Host, Target.Port);

    public bool IsConnect => Target.Form is TargetForm.Authority;

    public bool IsHead => Request.Method.SequenceEqual("HEAD"u8);

    /// <summary>Whether it asks to switch to a WebSocket (RFC 6455 §4.1).</summary>
    public bool AsksForWebSocket => WebSocketUpgrade.IsAskedBy(Request, RequestFraming);

    /// <summary>Whether the client has sent octets past the request that nobody has looked at yet.</summary>
    public bool ClientSpokeOn => _client.Buffer.Length > 0 || _client.HasEndedOrSpoken();

    /// <summary>Whether the client still waits to be told to go on before it sends the body (RFC 9110 §10.1.1).</summary>
    public bool AwaitsContinue => !_continued && Request.Version is Http.HttpVersion.Http11 && Request.Fields.ListContains(FieldNames.Expect, "100-continue"u8);

    /// <summary>What may still be reading from the client after its origin connection was ended.</summary>
    public Task Upload { get; private set; } = Task.CompletedTask;

    /// <summary>Whether the request may be sent a second time without harm (RFC 9110 §9.2.2) and without its body.</summary>
    public bool MayRepeat => RequestFraming.Kind is BodyKind.None && Request.MethodText is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE";

    /// <summary>Whether it has content that its method gives no meaning (RFC 9110 §9.3.1, §9.3.2, §9.3.5): an origin may take that for the next request.</summary>
    public bool HasContentWithoutMeaning =>
        RequestFraming is { Kind: BodyKind.Chunked } or { Length: > 0 } && Request.MethodText is "GET" or "HEAD" or "DELETE";

    /// <summary>How the body of the answer that was begun is framed.</summary>
    public BodyKind AnswerKind { get; private set; }

    /// <summary>
    /// Serves one request, in order:
    /// <list type="number">
    /// <item>read the head, bounded in bytes, fields and time;</item>
    /// <item>understand the target: absolute-form, authority-form (CONNECT), or ourselves;</item>
    /// <item>may this client use the proxy (403), and are its credentials right where they are wanted (407)? Our own pages are served
    /// here, before any limit;</item>
    /// <item>rate limit of this client (429);</item>
    /// <item>rules, on the target's host (403);</item>
    /// <item>may this client reach the destination: the port now (403), the address once it is known, in step 8;</item>
    /// <item>CONNECT becomes a tunnel; for the rest the cache is asked;</item>
    /// <item>get an origin connection, pooled or new, whose address this client may reach (403, 502, 504);</item>
    /// <item>send the request, relay the bodies both ways, store what may be stored;</item>
    /// <item>keep the connection or end it, and hand the traffic record over, whatever happened.</item>
    /// </list>
    /// </summary>
    /// <returns>Whether the connection stands and takes another request.</returns>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<bool> RunAsync()
    {
        Begin();
        try
        {
            // 1. Read the head.
            Refusal? refusal = await _intake.ReadHeadAsync().ConfigureAwait(false);
            if (_intake.ClientSaidNothing)
            {
                return false;
            }

            _record.Begin(Request);

            // 2. Understand the target.
            refusal ??= _intake.Understand();
            if (refusal is not null)
            {
                Draft.TakeTargetAsSent(Request);
            }

            // 3. May this client use the proxy, and who is it?
            refusal ??= _checks.Client();
            refusal ??= await _checks.CredentialsAsync().ConfigureAwait(false);
            if (refusal is null && await _own.TryServeAsync().ConfigureAwait(false))
            {
                return KeepAlive;
            }

            // 4. to 6. Limit, rules, port.
            refusal ??= await _checks.LimitAsync().ConfigureAwait(false);
            refusal ??= await _checks.RulesAsync().ConfigureAwait(false);
            refusal ??= _checks.Port();
            if (refusal is not null)
            {
                await RefuseAsync(refusal).ConfigureAwait(false);
                return KeepAlive;
            }

            // 7. to 9. A tunnel, or the cache, the origin and the bodies.
            if (IsConnect)
            {
                await new TunnelStep(_proxy, this).RunAsync().ConfigureAwait(false);
            }
            else if (HopsLeft == 0)
            {
                await _own.AnswerAsLastHopAsync().ConfigureAwait(false);
            }
            else
            {
                await (_forwarder ??= new Forwarder(_proxy, this)).RunAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (_proxy.Stopping.IsCancellationRequested && exception is PeerException or OperationCanceledException)
        {
            _own.AnswerNothing();
        }
        catch (PeerException exception)
        {
            await _own.AnswerFailureAsync(exception).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            FrontEndLog.RequestFailed(_proxy.Log, exception, _client.Remote);
            await _own.AnswerFaultAsync().ConfigureAwait(false);
        }
        finally
        {
            // 10. The record, whatever happened; then the connection is the caller's to keep or end.
            try
            {
                _record.Emit(Request.Length + RequestBody.Consumed);
            }
            finally
            {
                await _linger.EndAsync(Upload).ConfigureAwait(false);
            }
        }

        return KeepAlive && AnswerIsWhole && RequestBody.IsComplete;
    }

    /// <summary>Answers that the request is not carried out, and why.</summary>
    public ValueTask RefuseAsync(Refusal refusal) => _own.RefuseAsync(refusal);

    /// <summary>Notes that an answer is about to be sent.</summary>
    public void BeginAnswer(int status, TrafficResult result, BodyKind kind)
    {
        KeepAlive &= !_proxy.IsDraining;
        AnswerKind = kind;
        Draft.Status = status;
        Draft.Result = result;
        ToClient.Begin(kind);
    }

    /// <summary>Notes that an interim answer was sent, which does not stand in the way of any final one.</summary>
    public void InterimSent(int status)
    {
        _sentBeforeAnswer = _client.BytesSent;
        _continued |= status == 100;
    }

    /// <summary>Whether nothing of the answer has left yet, so that another can take its place.</summary>
    public bool NothingSent => _client.BytesSent == _sentBeforeAnswer;

    /// <summary>Notes which origin connection this exchange waits for, so that <see cref="Abort"/> ends that, too.</summary>
    public void Attach(Connection origin)
    {
        origin.ReceivingTurn = _turn;
        origin.SendingTurn = RequestBody.IsComplete ? _turn : _client.ReceivingTurn = new Turn();
        _origin.Attach(origin, IsConnect || AsksForWebSocket);
    }

    /// <summary>Whether the origin connection was ended because the client left.</summary>
    public bool ClientLeft => _origin.ClientLeft;

    /// <summary>The origin connection is not this exchange's any more.</summary>
    /// <param name="upload">What may still be reading from the client.</param>
    public void Detach(Task upload)
    {
        _origin.Detach();
        Upload = upload;
    }

    /// <summary>Gives an upload that the answer has overtaken the moment that it may need.</summary>
    public ValueTask SettleUploadAsync(OriginExchange answer) => _linger.SettleAsync(answer);

    /// <summary>Carries octets both ways between the client and this origin until that is over.</summary>
    public ValueTask CarryTunnelAsync(Connection origin) => new TunnelRun(_proxy, this, _client).RunAsync(origin);

    /// <summary>Ends both connections, whatever they wait for. Safe from any thread.</summary>
    public void Abort()
    {
        _client.Abort();
        _origin.Abort();
    }

    /// <summary>Ends the origin connection if the client has left. Safe from any thread.</summary>
    public void LookAfterClient() => _origin.Look();

    /// <summary>Gives memory back while the connection is idle.</summary>
    public void Release()
    {
        Request.Release();
        ToClient.Pending.Release();
        _forwarder?.Release();
    }

    private void Begin()
    {
        _record.Clear();
        Target = default;
        HopsLeft = null;
        RequestFraming = BodyFraming.None;
        RequestBody.Begin(_client, BodyFraming.None);
        _client.ReceivingTurn = _client.SendingTurn = _turn;
        AnswerIsWhole = _continued = false;
        Upload = Task.CompletedTask;
        AnswerKind = BodyKind.None;
        KeepAlive = false;
        Limit = RateLimitDecision.Unlimited;
        _sentBeforeAnswer = _client.BytesSent;
        ToClient.Pending.Clear();
    }
}
