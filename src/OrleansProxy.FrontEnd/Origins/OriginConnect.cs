using OrleansProxy.FrontEnd.Connections;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>What came of connecting to an origin: a connection, or a fault with a sentence for the person at the client.</summary>
internal sealed record OriginConnect(
    Connection? Connection, OriginFault Fault, string Reason, TimeSpan? DnsTime, TimeSpan? ConnectTime);
