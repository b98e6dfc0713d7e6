using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>io_uring(7), for which the C library has no functions: the calls by their numbers, and where things lie in what they share.</summary>
internal static unsafe partial class LinuxRing
{
    /// <summary>Octets of one submission, and of one completion.</summary>
    public const int SubmissionSize = 64, CompletionSize = 16;

    /// <summary>Octets of io_uring_params.</summary>
    public const int ParametersSize = 120;

    public const byte Send = 26, Receive = 27;

    private const nint SetupCall = 425, EnterCall = 426;
    private const nint GetEvents = 1;
    private const int ReadAndWrite = 3, SharedAndPopulated = 0x8001;

    /// <summary>Makes a ring: its descriptor, or the number of an error, negative (io_uring_setup(2)).</summary>
    public static int Create(int entries, byte* parameters) => (int)LinuxSocket.OrError(Call(SetupCall, entries, (nint)parameters, 0, 0, 0, 0));

    /// <summary>Submits, and waits for so many completions: how many were submitted, or the number of an error, negative (io_uring_enter(2)).</summary>
    public static int Enter(int ring, int submissions, int completions) =>
        (int)LinuxSocket.OrError(Call(EnterCall, ring, submissions, completions, GetEvents, 0, 0));

    /// <summary>Maps a part of the ring; null where the system does not.</summary>
    public static byte* Map(int ring, nint length, long offset)
    {
        byte* mapped = MapMemory(0, length, ReadAndWrite, SharedAndPopulated, ring, offset);
        return (nint)mapped == -1 ? null : mapped;
    }

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(byte* address, nint length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* MapMemory(nint address, nint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);
}
