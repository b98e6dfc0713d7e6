namespace OrleansProxy.Hosting.Running;

/// <summary>
/// Where the runtime runs what waits for a socket: where the event arrives, instead of queueing it to another thread. That
/// serves more requests a second; in return nothing may block there.
/// </summary>
internal static class SocketCompletions
{
    /// <summary>What the runtime reads, once, when the first socket of the process is made.</summary>
    public const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Chooses so, unless the operator has chosen; of no effect once the process has a socket.</summary>
    public static void RunInline()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
