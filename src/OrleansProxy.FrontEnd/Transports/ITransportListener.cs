using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>A listening socket. One accept at a time; <see cref="Stop"/> is safe from any thread.</summary>
internal interface ITransportListener : IDisposable
{
    /// <summary>Where it listens, with the port that was really bound.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>Waits for the next connection, which is to be started (<see cref="ITransport.Start"/>) or disposed of; null once stopped.</summary>
    /// <exception cref="SocketException">None can be accepted now, for example for want of descriptors; it may be tried again.</exception>
    ValueTask<ITransport?> AcceptAsync();

    /// <summary>Ends a pending accept and lets no other begin.</summary>
    void Stop();
}
