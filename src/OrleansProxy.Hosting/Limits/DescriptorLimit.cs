namespace OrleansProxy.Hosting.Limits;

/// <summary>How many files and sockets the process may have open, and what that leaves for connections. Immutable.</summary>
/// <param name="Soft">The limit in force.</param>
/// <param name="Hard">What the process may raise it to by itself.</param>
internal readonly record struct DescriptorLimit(ulong Soft, ulong Hard)
{
    /// <summary>A client connection and its connection to the origin.</summary>
    public const int PerConnection = 2;

    /// <summary>
    /// For the runtime and its assemblies (some 300 in an idle program), listeners, database, logs and the portal. A process that
    /// runs out of descriptors altogether cannot even fail in order.
    /// </summary>
    public const int Reserve = 512;

    private ulong Free => Soft > Reserve ? Soft - Reserve : 0;

    /// <summary>The idle origin connections that this limit allows: at most a quarter of what is left.</summary>
    public int AllowIdle(int wanted) => (int)Math.Min(Free / 4, (ulong)wanted);

    /// <summary>The connections that this limit allows beside the idle ones, never fewer than one and never more than wanted.</summary>
    public int Allow(int wanted, int idle) =>
        (int)Math.Clamp((Free - (ulong)AllowIdle(idle)) / PerConnection, 1UL, (ulong)wanted);

    /// <summary>The line that says that fewer connections than wanted are allowed, and what to do about it.</summary>
    public string Lowered(int wanted, int allowed) =>
        $"Proxy:MaxConnections is lowered from {wanted} to {allowed}, because the limit of open files is {Soft}; raise it with ulimit -n or LimitNOFILE=.";
}
