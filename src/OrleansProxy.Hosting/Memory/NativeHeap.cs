using System.Runtime.InteropServices;

namespace OrleansProxy.Hosting.Memory;

/// <summary>The memory that native code has of the C library: SQLite's and the runtime's own.</summary>
internal static unsafe class NativeHeap
{
    private static readonly delegate* unmanaged<nuint, int> TrimFunction = Find();

    /// <summary>Gives free pages back to the system (malloc_trim(3)), where the library can; the GNU one does so by itself only at the end of its heaps.</summary>
    public static void Trim()
    {
        if (TrimFunction is not null)
        {
            _ = TrimFunction(0);
        }
    }

    private static delegate* unmanaged<nuint, int> Find() =>
        NativeLibrary.TryLoad("libc.so.6", out nint library) && NativeLibrary.TryGetExport(library, "malloc_trim", out nint function)
            ? (delegate* unmanaged<nuint, int>)function
            : null;
}
