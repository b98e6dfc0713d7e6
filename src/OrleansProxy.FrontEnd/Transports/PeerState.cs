namespace OrleansProxy.FrontEnd.Transports;

/// <summary>What a connection, with nothing received from it, shows of its peer.</summary>
internal enum PeerState
{
    /// <summary>Nothing has come.</summary>
    Silent,

    /// <summary>There is something to receive.</summary>
    Spoken,

    /// <summary>It has ended its side, and all before that was received.</summary>
    Ended,

    /// <summary>The connection is over.</summary>
    Broken,
}
