using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>What becomes of an exchange's record: begun once something came that is worth it, and handed over at the end, whatever happened.</summary>
internal sealed class ExchangeRecord
{
    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private TrafficDraft? _reusable;
    private long _sentBefore;

    public ExchangeRecord(ProxyParts proxy, Connection client)
    {
        _proxy = proxy;
        _client = client;
    }

    /// <summary>What will be remembered; null until it is begun.</summary>
    public TrafficDraft? Draft { get; private set; }

    /// <summary>Forgets the exchange before.</summary>
    public void Clear()
    {
        Draft = null;
        _sentBefore = _client.BytesSent;
    }

    /// <summary>Begins the record, with what the head says.</summary>
    public void Begin(Http.Heads.RequestHead head)
    {
        if (_reusable is null)
        {
            _reusable = new TrafficDraft(_proxy.Time, _client.Remote.Address);
        }
        else
        {
            _reusable.Begin();
        }

        Draft = _reusable;
        Draft.Take(head);
        Draft.RequestHead = _proxy.Ports.Traffic.WantsHeads ? KeptHead.Of(head) : null;
    }

    /// <summary>Hands the record over, if it was begun; a tunnel has counted its octets itself.</summary>
    /// <param name="received">Octets of the request's head and body.</param>
    public void Emit(long received)
    {
        if (Draft is null)
        {
            return;
        }

        if (Draft.TunnelId == 0)
        {
            Draft.BytesSent = _client.BytesSent - _sentBefore;
            Draft.BytesReceived = received;
        }

        _proxy.Ports.Traffic.Record(Draft.ToRecord());
    }
}
