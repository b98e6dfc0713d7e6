namespace OrleansProxy.FrontEnd.Origins;

/// <summary>Why no origin connection could be had, with the type for Proxy-Status (RFC 9209 §2.3).</summary>
internal enum OriginFault
{
    /// <summary>The host has no address.</summary>
    NotResolved,

    /// <summary>This client may reach none of the addresses.</summary>
    Prohibited,

    /// <summary>No address took the connection.</summary>
    Refused,

    /// <summary>No address answered in time.</summary>
    TimedOut,
}
