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

    /// <summary>Every so many questions the limit is read anew: in between half of the reserve is taken at most, two at a time.</summary>
    private const uint ReadEvery = Kept / 4;

    private static ulong _limit = ulong.MaxValue;
    private static uint _questions;

    /// <summary>
    /// Whether a descriptor is one of the reserve. The system gives the lowest free number, so the number tells how many are open.
    /// Thread-safe.
    /// </summary>
    public static bool Holds(int descriptor)
    {
        if ((Interlocked.Increment(ref _questions) - 1) % ReadEvery == 0)
        {
            ulong* limits = stackalloc ulong[2];
            Volatile.Write(ref _limit, ReadLimit(OpenFiles, limits) == 0 ? limits[0] : ulong.MaxValue);
        }

        return (ulong)descriptor + Kept >= Volatile.Read(ref _limit);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int ReadLimit(int resource, ulong* limits);
}
