using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>
/// Where connections come from: <see cref="Epoll.EpollTransports"/> on Linux, <see cref="Managed.ManagedTransports"/> everywhere.
/// Both pass the same tests. Thread-safe; dispose it after everything that came from it.
/// </summary>
internal interface ITransports : IDisposable
{
    /// <summary>How many threads there are that carry connections on, at least one; 1 where it does not matter which does.</summary>
    int Homes { get; }

    /// <summary>Which of them the calling thread is, from 0; null when it is none.</summary>
    int? HomeHere { get; }

    /// <summary>Binds and listens.</summary>
    /// <param name="endPoint">Where; "::" takes IPv4, too.</param>
    /// <param name="backlog">Connections that the system may hold before they are accepted.</param>
    /// <exception cref="SocketException">The address is in use or not ours.</exception>
    ITransportListener Listen(IPEndPoint endPoint, int backlog);

    /// <summary>Connects; null when the address refuses, cannot be reached, or there is no descriptor for it.</summary>
    /// <exception cref="OperationCanceledException">Called off.</exception>
    ValueTask<ITransport?> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken);

    /// <summary>Gives back what no connection has used since the last call. To be called a few times a second.</summary>
    void Trim();
}
