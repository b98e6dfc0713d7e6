using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// A pipe of the system that carries octets from one socket to another (pipe(2), splice(2)). One that was not emptied is disposed,
/// never used again: what is in it is one client's. Used by one stream at a time.
/// </summary>
internal sealed unsafe partial class SplicePipe : IDisposable
{
    private const int Move = 1, NonBlocking = 2, SetSize = 1031;
    private const int WantedCapacity = 262_144, UsualCapacity = 65_536;

    private int _output, _input;

    private SplicePipe(int output, int input, int capacity)
    {
        _output = output;
        _input = input;
        Capacity = capacity;
    }

    /// <summary>Octets that it holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Opens a pipe; null when the system has no descriptor for it.</summary>
    public static SplicePipe? TryOpen()
    {
        int* ends = stackalloc int[2];
        if (Open(ends, LinuxSocket.NonBlocking | LinuxSocket.CloseOnExec) != 0)
        {
            return null;
        }

        if (DescriptorReserve.Holds(Math.Max(ends[0], ends[1])))
        {
            LinuxSocket.Close(ends[0]);
            LinuxSocket.Close(ends[1]);
            return null;
        }

        // Refused where one user's pipes hold much already (pipe(7)); the usual size will do.
        int capacity = LinuxSocket.Duplicate(ends[1], SetSize, WantedCapacity);
        return new SplicePipe(ends[0], ends[1], capacity > 0 ? capacity : UsualCapacity);
    }

    /// <summary>Takes octets in from a socket: the count, or the number of an error, negative (splice(2)).</summary>
    public int Fill(int socket) => (int)LinuxSocket.OrError(Splice(socket, null, _input, null, Capacity, Move | NonBlocking));

    /// <summary>Gives octets out to a socket: the count, or the number of an error, negative (splice(2)).</summary>
    public int Drain(int socket, int count) => (int)LinuxSocket.OrError(Splice(_output, null, socket, null, count, Move | NonBlocking));

    public void Dispose()
    {
        Close(ref _output);
        Close(ref _input);
    }

    private static void Close(ref int descriptor)
    {
        int open = Interlocked.Exchange(ref descriptor, -1);
        if (open >= 0)
        {
            LinuxSocket.Close(open);
        }
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Open(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "splice")]
    private static partial nint Splice(int from, long* fromOffset, int to, long* toOffset, nint length, uint flags);
}
