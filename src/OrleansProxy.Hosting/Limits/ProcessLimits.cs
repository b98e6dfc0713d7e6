using System.Runtime.InteropServices;

namespace OrleansProxy.Hosting.Limits;

/// <summary>Reads and raises the limit of open files of this process (RLIMIT_NOFILE of POSIX).</summary>
internal static partial class ProcessLimits
{
    private const int LinuxOpenFiles = 7;
    private const int BsdOpenFiles = 8;

    /// <summary>Raises the limit of open files as far as the process may, and returns it; null where the system has none to read.</summary>
    public static DescriptorLimit? RaiseOpenFiles()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        int resource = OperatingSystem.IsLinux() ? LinuxOpenFiles : BsdOpenFiles;
        if (GetLimit(resource, out Limit limit) != 0)
        {
            return null;
        }

        if (limit.Soft < limit.Hard)
        {
            var raised = new Limit { Soft = limit.Hard, Hard = limit.Hard };
            if (SetLimit(resource, in raised) == 0)
            {
                limit = raised;
            }
        }

        return new DescriptorLimit(limit.Soft, limit.Hard);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    // rlim_t is as wide as a pointer on every 64-bit system that .NET 10 runs on.
    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
