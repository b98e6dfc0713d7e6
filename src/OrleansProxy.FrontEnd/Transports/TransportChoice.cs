using OrleansProxy.FrontEnd.Transports.Epoll;
using OrleansProxy.FrontEnd.Transports.Managed;

namespace OrleansProxy.FrontEnd.Transports;

/// <summary>Makes the transports that a setting asks for.</summary>
internal static class TransportChoice
{
    /// <summary>A loop for each processor, where loops are to be had and wanted.</summary>
    public static ITransports Open(this SocketKind kind) => kind is SocketKind.Auto && OperatingSystem.IsLinux()
        ? new EpollTransports(Environment.ProcessorCount)
        : new ManagedTransports();
}
