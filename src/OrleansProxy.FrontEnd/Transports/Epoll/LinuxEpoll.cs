using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>epoll(7) and eventfd(2).</summary>
internal static unsafe partial class LinuxEpoll
{
    public const int Add = 1, Remove = 2;
    public const uint In = 1, Urgent = 2, Out = 4, Error = 8, HangUp = 0x10, PeerEnded = 0x2000, EdgeTriggered = 1u << 31;

    // The kernel packs the event on x86-64 only, for the sake of 32-bit programs (epoll_event in its headers).
    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture is Architecture.X64;

    /// <summary>Octets of one event.</summary>
    public static readonly int EventSize = IsPacked ? 12 : 16;

    private static readonly int KeyOffset = IsPacked ? 4 : 8;

    /// <summary>Reads the event at an index.</summary>
    public static uint ReadEvent(byte* events, int index, out ulong key)
    {
        byte* at = events + (index * EventSize);
        key = *(ulong*)(at + KeyOffset);
        return *(uint*)at;
    }

    /// <summary>Watches a descriptor for these events, reported with this key.</summary>
    public static bool Watch(int epoll, int descriptor, uint events, ulong key)
    {
        byte* buffer = stackalloc byte[16];
        *(uint*)buffer = events;
        *(ulong*)(buffer + KeyOffset) = key;
        return Control(epoll, Add, descriptor, buffer) == 0;
    }

    /// <summary>Watches a descriptor no more.</summary>
    public static void Unwatch(int epoll, int descriptor) => _ = Control(epoll, Remove, descriptor, null);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int Wait(int epoll, byte* events, int maxEvents, int timeout);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int CreateEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ulong* value, nint length);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int descriptor, byte* watched);
}
