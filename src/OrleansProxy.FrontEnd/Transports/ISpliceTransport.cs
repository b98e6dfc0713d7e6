using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>
/// A transport whose octets can go to another one through a pipe within the system, without passing through this process: what a
/// stream of bulk costs least. Both ends of a stream must be such transports.
/// </summary>
internal interface ISpliceTransport : ITransport
{
    /// <summary>Nothing was there to be received.</summary>
    const int WouldBlock = int.MinValue;

    /// <summary>Where pipes come from.</summary>
    SplicePipes Pipes { get; }

    /// <summary>Receives what there is into an empty pipe, without waiting.</summary>
    /// <returns>Octets received, 0 when the peer has ended its side, <see cref="ITransport.Broken"/>, or <see cref="WouldBlock"/>.</returns>
    int TryReceiveInto(SplicePipe pipe);

    /// <summary>Sends as much of a pipe's octets as the system takes at once, at least one.</summary>
    /// <returns>Octets sent, or <see cref="ITransport.Broken"/>.</returns>
    ValueTask<int> SendFromAsync(SplicePipe pipe, int count);
}
