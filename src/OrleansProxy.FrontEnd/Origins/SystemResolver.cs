using System.Net;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// The system's resolver, each lookup on a thread of its own. It blocks until the name server answers; on the pool, whose threads
/// are few and come slowly, a silent name server would hold up every other connection. Who calls bounds the number.
/// </summary>
internal static class SystemResolver
{
    /// <summary>Looks a host up.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be resolved.</exception>
    public static Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        OnItsOwnThreadAsync(() => Dns.GetHostAddresses(host), cancellationToken);

    /// <summary>Runs what blocks; given up before it began, it does not run at all.</summary>
    internal static Task<T> OnItsOwnThreadAsync<T>(Func<T> blocking, CancellationToken cancellationToken) => Task.Factory.StartNew(
        blocking, cancellationToken, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
