namespace OrleansProxy.FrontEnd.Connections;

/// <summary>How a peer failed us.</summary>
internal enum PeerFault
{
    /// <summary>It made no progress in time.</summary>
    TimedOut,

    /// <summary>Its connection was reset or broke.</summary>
    Gone,

    /// <summary>It ended its side before the message was whole.</summary>
    Truncated,

    /// <summary>What it sent is not valid HTTP.</summary>
    Malformed,
}
