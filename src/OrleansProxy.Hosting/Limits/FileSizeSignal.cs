using System.Runtime.InteropServices;

namespace OrleansProxy.Hosting.Limits;

/// <summary>
/// The signal that a write past the limit on the size of files raises (SIGXFSZ, setrlimit(2)). It would end the program; without it the
/// write fails as one on a full disk does, which every writer of ours can bear.
/// </summary>
internal static class FileSizeSignal
{
    private const int Number = 25; // on Linux and macOS alike

    /// <summary>Takes the signal until disposed of; null on systems that have none.</summary>
    public static IDisposable? Ignore() => OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create((PosixSignal)Number, static context => context.Cancel = true);
}
