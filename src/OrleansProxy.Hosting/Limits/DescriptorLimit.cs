namespace OrleansProxy.Hosting.Limits;

/// <summary>How many files and sockets the process may have open, and what that leaves for connections. Immutable.</summary>
/// <param name="Soft">The limit in force.</param>
/// <param name="Hard">What the process may raise it to by itself.</param>
internal readonly record struct DescriptorLimit(ulong Soft, ulong Hard)
{
    /// <summary>A client connection and its connection to the origin.</summary>
    public const int PerConnection = 2;

    /// <summary>For listeners, database, logs, the portal's connections, the origin pool's idle ones and the runtime itself.</summary>
    public const int Reserve = 256;

    /// <summary>The connections that this limit allows, never fewer than one and never more than wanted.</summary>
    public int Allow(int wanted)
    {
        ulong free = Soft > Reserve ? Soft - Reserve : 0;
        return (int)Math.Clamp(free / PerConnection, 1UL, (ulong)wanted);
    }

    /// <summary>The line that says that fewer connections than wanted are allowed, and what to do about it.</summary>
    public string Lowered(int wanted) =>
        $"Proxy:MaxConnections is lowered from {wanted} to {Allow(wanted)}, because the limit of open files is {Soft}; raise it with ulimit -n or LimitNOFILE=.";
}
