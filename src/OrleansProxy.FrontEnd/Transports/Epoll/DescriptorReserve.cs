using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// The descriptors that connections leave to the rest of the program. The runtime opens two for each thread that it starts and ends the
/// program when it cannot, so connections must never take the last ones, whatever the limit has become since the start.
/// </summary>
internal static unsafe partial class DescriptorReserve
{
    /// <summary>Enough for 24 threads, and some files beside them.</summary>
    public const int Kept = 64;

    private const int OpenFiles = 7;

    /// <summary>
    /// Whether a descriptor is one of the reserve. The system gives the lowest free number, so the number tells how many are open.
    /// </summary>
    public static bool Holds(int descriptor)
    {
        ulong* limits = stackalloc ulong[2];
        return ReadLimit(OpenFiles, limits) == 0 && (ulong)descriptor + Kept >= limits[0];
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int ReadLimit(int resource, ulong* limits);
}
