using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Forwarding;

/// <summary>What tells that a pooled connection was over before it took a request, so that another may be tried (RFC 9112 §9.3.1).</summary>
internal static class PooledConnections
{
    /// <summary>Whether it had ended before it could take the request; silence is another thing.</summary>
    /// <param name="exception">How the request failed.</param>
    /// <param name="answerBegun">Whether any octet of an answer had come.</param>
    public static bool HadDied(PeerException exception, bool answerBegun) =>
        exception is { Side: Peer.Origin, Fault: PeerFault.Gone or PeerFault.Truncated } && !answerBegun;

    /// <summary>
    /// Whether this is what an origin says on a connection that has idled too long for it (RFC 9110 §15.5.9), and no answer: our request
    /// may have crossed it.
    /// </summary>
    public static bool WasGivenUp(ResponseHead head) => head.Status == 408 && !head.WantsKeepAlive;
}
