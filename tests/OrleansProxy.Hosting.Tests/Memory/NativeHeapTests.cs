using System.Runtime.InteropServices;
using OrleansProxy.Hosting.Memory;

namespace OrleansProxy.Hosting.Tests.Memory;

public sealed unsafe class NativeHeapTests
{
    private const int Block = 4000, Blocks = 24_000;

    [Fact]
    public void Free_pages_in_the_midst_of_the_heap_are_given_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _), "This system's C library is not the GNU one.");
        nint[] blocks = new nint[Blocks];
        for (int index = 0; index < Blocks; index++)
        {
            blocks[index] = (nint)NativeMemory.Alloc(Block);
            new Span<byte>((void*)blocks[index], Block).Fill(1); // has its pages
        }

        // The last one stays, or the end of the heap would be given back with the frees.
        foreach (nint block in blocks.AsSpan(..^1))
        {
            NativeMemory.Free((void*)block);
        }

        long before = Environment.WorkingSet;
        NativeHeap.Trim();
        long after = Environment.WorkingSet;
        NativeMemory.Free((void*)blocks[^1]);
        Assert.InRange(before - after, (long)Block * Blocks / 2, long.MaxValue);
    }
}
