using System.Runtime.InteropServices;

namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>The system calls of Linux that the event loops are made of (man pages, section 2). Descriptors are the caller's to hold.</summary>
internal static unsafe partial class LinuxSocket
{
    public const int Eintr = 4, Eagain = 11, Econnaborted = 103, Econnreset = 104, Emfile = 24, Enfile = 23, Einprogress = 115, Einval = 22, Epipe = 32, Eperm = 1, Eacces = 13;
    public const int NonBlocking = 0x800, CloseOnExec = 0x80000;
    public const int ShutdownReceive = 0, ShutdownSend = 1, ShutdownBoth = 2;
    public const int NoSignal = 0x4000, Peek = 2, DontWait = 0x40;
    public const int SocketLevel = 1, ErrorOption = 4, LingerOption = 13, TcpLevel = 6, NoDelayOption = 1;
    public const int IPv4 = 2, IPv6 = 10, Stream = 1;
    public const int DuplicateCloseOnExec = 1030;
    public const nuint OutQueue = 0x5411;

    /// <summary>Octets sent that the peer has not acknowledged (tcp(7), SIOCOUTQ).</summary>
    public static int? UnsentOctets(int socket) => Control(socket, OutQueue, out int octets) == 0 ? octets : null;

    /// <summary>
    /// What a call has just returned, or, where it failed, the number of its error, negative. It is asked for only then: calls that move octets are most of
    /// what a loop does, and a call with SetLastError asks every time.
    /// </summary>
    public static nint OrError(nint result) => result >= 0 ? result : -Marshal.GetLastSystemError();

    /// <summary>Receives what there is, without waiting: octets, 0 at the peer's end, or the number of an error, negative (recv(2)).</summary>
    public static nint Receive(int socket, byte* buffer, nint length, int flags = 0)
    {
        nint received;
        do
        {
            received = OrError(ReceiveOnce(socket, buffer, length, flags | DontWait));
        }
        while (received == -Eintr);
        return received;
    }

    /// <summary>Sends what the system takes, without waiting: octets, or the number of an error, negative (send(2)).</summary>
    public static nint Send(int socket, byte* buffer, nint length)
    {
        nint sent;
        do
        {
            sent = OrError(SendOnce(socket, buffer, length, NoSignal | DontWait));
        }
        while (sent == -Eintr);
        return sent;
    }

    /// <summary>What a receive would find.</summary>
    public static PeerState PeekAtPeer(int socket)
    {
        byte octet;
        return Receive(socket, &octet, 1, Peek) switch
        {
            > 0 => PeerState.Spoken,
            0 => PeerState.Ended,
            -Eagain => PeerState.Silent,
            _ => PeerState.Broken,
        };
    }

    /// <summary>Whether there is something to receive, an end or a fault included; takes nothing, not even the fault (poll(2)).</summary>
    public static bool IsReadable(int socket)
    {
        const long InOrPeerEnded = 0x2001;
        long asked = (uint)socket | (InOrPeerEnded << 32);
        return Poll(&asked, 1, 0) != 0;
    }

    /// <summary>
    /// Resets the connection at once (connect(2): an address of the family AF_UNSPEC dissolves it), which is reported as a fault of the socket;
    /// where the system does not do that, when it is closed.
    /// </summary>
    /// <returns>Whether it was reset at once.</returns>
    public static bool Disconnect(int socket)
    {
        byte* nowhere = stackalloc byte[16];
        new Span<byte>(nowhere, 16).Clear();
        if (Connect(socket, nowhere, 16) == 0)
        {
            return true;
        }

        int* linger = stackalloc int[2] { 1, 0 };
        SetOption(socket, SocketLevel, LingerOption, linger, 2 * sizeof(int));
        return false;
    }

    /// <summary>The error that the socket has for whoever asks next, which is taken by that; 0 for none (socket(7), SO_ERROR).</summary>
    public static int ErrorOf(int socket)
    {
        int error = 0;
        int length = sizeof(int);
        return GetOption(socket, SocketLevel, ErrorOption, &error, &length) == 0 ? error : Marshal.GetLastPInvokeError();
    }

    /// <summary>Sends small pieces without waiting for others (tcp(7), TCP_NODELAY).</summary>
    public static int SetNoDelay(int socket)
    {
        int on = 1;
        return SetOption(socket, TcpLevel, NoDelayOption, &on, sizeof(int));
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Open(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int socket, byte* address, int* length, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    public static partial int LocalAddress(int socket, byte* address, int* length);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint ReceiveOnce(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint SendOnce(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int socket, int level, int option, void* value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int socket, int level, int option, void* value, int* length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int socket, nuint request, out int value);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(long* asked, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Duplicate(int descriptor, int command, int lowest);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);
}
