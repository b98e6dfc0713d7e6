namespace OrleansProxy.Traffic.History;

/// <summary>What puts a host first in a list of hosts.</summary>
public enum DomainOrder
{
    /// <summary>All its requests, the refused included.</summary>
    Requests,

    /// <summary>Its blocked requests; hosts without any are left out.</summary>
    Blocked,

    /// <summary>Bytes to and from clients.</summary>
    Bytes,
}
