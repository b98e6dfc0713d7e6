namespace OrleansProxy.FrontEnd.Transports;

/// <summary>What the proxy port's connections run on.</summary>
public enum SocketKind
{
    /// <summary>Event loops of our own where there are any (Linux), else those of .NET.</summary>
    Auto,

    /// <summary>The sockets of .NET.</summary>
    Managed,
}
