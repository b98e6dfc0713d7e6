using System.Net;

namespace OrleansProxy.Hosting.Running;

/// <summary>The proxy port as the program sees it. Started and stopped once.</summary>
internal interface IProxyListener
{
    /// <summary>Whether connections are accepted. Thread-safe.</summary>
    bool IsListening { get; }

    /// <summary>Where it listens, once started; with the real port where the settings say 0.</summary>
    IPEndPoint Endpoint { get; }

    /// <summary>Binds the port and accepts from then on.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use, or the address is not this machine's.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Accepts no more, lets requests in flight end for as long as told, and closes what is left.</summary>
    Task StopAsync(TimeSpan drain);
}
