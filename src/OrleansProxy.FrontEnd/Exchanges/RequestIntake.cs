using System.Runtime.CompilerServices;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.FrontEnd.Suspension;
using OrleansProxy.Http;
using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;
using OrleansProxy.Http.Targets;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>Steps 1 and 2 of an exchange: reads the head and understands where the request goes.</summary>
internal sealed class RequestIntake
{
    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly Exchange _exchange;

    public RequestIntake(ProxyParts proxy, Connection client, Exchange exchange)
    {
        _proxy = proxy;
        _client = client;
        _exchange = exchange;
    }

    /// <summary>Whether the connection ended before a request began, which is nobody's fault.</summary>
    public bool ClientSaidNothing { get; private set; }

    /// <summary>Reads the head within Proxy:HeadTimeout of its first octet.</summary>
    [AsyncMethodBuilder(typeof(PooledMethodBuilder<>))]
    public async ValueTask<Refusal?> ReadHeadAsync()
    {
        ClientSaidNothing = false;
        long start = _proxy.Time.GetTimestamp();
        int seen = 0;
        while (true)
        {
            HeadParse parse = _client.Buffer.Length == 0
                ? default
                : HeadParser.ParseRequest(_client.Buffer.Unread.Span, _proxy.HeadLimits, _exchange.Request, seen);
            if (parse.Progress is HeadProgress.Complete)
            {
                _client.Buffer.Consume(parse.Consumed);
                return null;
            }

            if (parse.Progress is HeadProgress.Faulty)
            {
                _client.Buffer.Consume(_client.Buffer.Length);
                return Refusal.BadRequest(parse.Fault.Status, parse.Fault.Reason);
            }

            seen = _client.Buffer.Length;
            TimeSpan left = _proxy.Options.HeadTimeout - _proxy.Time.GetElapsedTime(start);
            int received = left > TimeSpan.Zero ? await _client.TryReceiveAsync(left, bufferSize: 0).ConfigureAwait(false) : 0;
            if (received <= 0)
            {
                return Unfinished(received < 0 ? _client.Fault() : null, isLate: left <= TimeSpan.Zero);
            }
        }
    }

    /// <summary>Checks the head's framing and Host, and finds out where the request goes.</summary>
    public Refusal? Understand()
    {
        RequestHead head = _exchange.Request;
        HttpFault fault = TargetParser.Parse(head.Method, head.Target, out RequestTarget target);
        if (!fault.IsFault)
        {
            _exchange.Target = target;
            _exchange.Draft.Take(target);
            fault = HostField.Check(head);
        }

        BodyFraming framing = BodyFraming.None;
        if (!fault.IsFault)
        {
            fault = MessageFraming.OfRequest(head, out framing);
        }

        if (!fault.IsFault && _exchange.IsConnect && framing is { Kind: BodyKind.Chunked } or { Length: > 0 })
        {
            fault = new HttpFault(400, "CONNECT takes no body: what follows its head belongs to the tunnel.");
        }

        if (!fault.IsFault && ViaLoop.Names(head.Fields, _proxy.ViaName))
        {
            fault = new HttpFault(508, "The request has come through this proxy before: it goes in a circle.");
        }

        int? hopsLeft = null;
        if (!fault.IsFault)
        {
            fault = MaxForwards.Read(head, out hopsLeft);
        }

        if (fault.IsFault)
        {
            return Refusal.BadRequest(fault.Status, fault.Reason);
        }

        _exchange.RequestFraming = framing;
        _exchange.RequestBody.Begin(_client, framing);
        if (_exchange.RequestBody.BeginsBroken())
        {
            return Refusal.BadRequest(400, BodyReader.NotValid);
        }

        _exchange.KeepAlive = head.WantsKeepAlive && !_proxy.IsDraining;
        _exchange.HopsLeft = hopsLeft;
        HopByHop.Mark(head.Fields);
        if (hopsLeft is not null)
        {
            ReplacedFields.Mark(head.Fields, FieldNames.MaxForwards);
        }

        if (head.Version is HttpVersion.Http10)
        {
            // It knows no interim answer to wait for (RFC 9110 §10.1.1), and the origin is not to wait either.
            ReplacedFields.Mark(head.Fields, FieldNames.Expect);
        }

        return null;
    }

    /// <summary>What is said of a head that will not become whole.</summary>
    private Refusal? Unfinished(PeerException? fault, bool isLate)
    {
        if (fault is { Fault: not PeerFault.TimedOut })
        {
            throw fault;
        }

        if (_client.Buffer.Length == 0 || _client.Buffer.Unread.Span.SequenceEqual("\r\n"u8))
        {
            // An empty line begins no request.
            ClientSaidNothing = true;
            return null;
        }

        return isLate || fault is not null
            ? Refusal.BadRequest(408, "The head of the request took longer than Proxy:HeadTimeout allows.")
            : Refusal.BadRequest(400, "The connection ended within the head of a request.");
    }
}
