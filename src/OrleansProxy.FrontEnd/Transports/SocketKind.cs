using OrleansProxy.FrontEnd.Transports.Epoll;
using OrleansProxy.FrontEnd.Transports.Managed;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>What the proxy port's connections run on.</summary>
public enum SocketKind
{
    /// <summary>Event loops of our own where there are any (Linux), else those of .NET.</summary>
    Auto,

    /// <summary>The sockets of .NET.</summary>
    Managed,
}

internal static class SocketKinds
{
    public static ITransports Open(this SocketKind kind) => kind is SocketKind.Auto && OperatingSystem.IsLinux()
        ? new EpollTransports(Environment.ProcessorCount)
        : new ManagedTransports();
}
