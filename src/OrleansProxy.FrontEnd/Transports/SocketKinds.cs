using OrleansProxy.FrontEnd.Transports.Epoll;
using OrleansProxy.FrontEnd.Transports.Managed;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>Opens what a <see cref="SocketKind"/> names.</summary>
internal static class SocketKinds
{
    public static ITransports Open(this SocketKind kind) => kind is SocketKind.Auto && OperatingSystem.IsLinux()
        ? new EpollTransports(Environment.ProcessorCount)
        : new ManagedTransports();
}
