namespace OrleansProxy.FrontEnd.Connections;

/// <summary>A peer failed: an expected thing that is answered or closed on purpose, never an error of the program.</summary>
internal sealed class PeerException : Exception
{
    public PeerException(Peer side, PeerFault fault, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Side = side;
        Fault = fault;
    }

    public Peer Side { get; }

    public PeerFault Fault { get; }
}
