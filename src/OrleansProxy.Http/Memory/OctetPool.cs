using System.Buffers;
using System.Numerics;

namespace OrleansProxy.Http.Memory;

/// <summary>
/// Arrays for octets. They come from the shared pool, but for threads that carry many connections on: what one of those gives back it keeps a little of
/// for itself, without a lock, as it will rent the same again within microseconds. Thread-safe.
/// </summary>
public static class OctetPool
{
    private const int SmallestBits = 8, Sizes = 6, MostOfOneSize = 32;

    [ThreadStatic]
    private static Shelf[]? _shelves;

    /// <summary>Has the calling thread keep up to half a megabyte of what it gives back, from now until it ends.</summary>
    public static void KeepHere() => _shelves ??= [.. Enumerable.Range(0, Sizes).Select(_ => new Shelf(MostOfOneSize))];

    /// <summary>An array of at least so many octets, 1 or more, whose contents are anybody's.</summary>
    public static byte[] Rent(int atLeast)
    {
        int size = SizeOf((uint)atLeast);
        return (size < Sizes ? _shelves?[size].TryTake() : null) ?? ArrayPool<byte>.Shared.Rent(atLeast);
    }

    /// <summary>Gives an array back that was rented, by whichever thread; it is not used any more.</summary>
    /// <param name="array">The array.</param>
    /// <param name="used">How many octets of it may say something, from the first on: they are cleared.</param>
    public static void Return(byte[] array, int used)
    {
        Array.Clear(array, 0, used);
        int size = SizeOf((uint)array.Length);
        if (size >= Sizes || array.Length != 1 << (size + SmallestBits) || _shelves?[size].TryPut(array) != true)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <summary>Which of the sizes, each twice the one before, so many octets fit into.</summary>
    private static int SizeOf(uint octets) => Math.Max(0, BitOperations.Log2(BitOperations.RoundUpToPowerOf2(octets)) - SmallestBits);
}
