using System.Runtime.InteropServices;

namespace OrleansProxy.Traffic.Background;

/// <summary>The priority of a thread on Linux, where <see cref="Thread.Priority"/> changes nothing.</summary>
internal static partial class ThreadNice
{
    private const int WhichProcess = 0; // PRIO_PROCESS, which for Linux is a thread
    private const int CallingThread = 0;
    private const int Niceness = 10; // of 19

    /// <summary>Lowers the calling thread's priority for good: only a privileged program may raise it again.</summary>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux())
        {
            // Cannot fail: anyone may give way. If it did, the thread would run as others do.
            _ = SetPriority(WhichProcess, CallingThread, Niceness);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
