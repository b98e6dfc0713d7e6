using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// The hash by which hosts are looked up. Its keys are drawn anew in each process and leave it in no form, so nobody outside can
/// choose names that collide.
/// </summary>
internal static class HostHash
{
    private static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong Key = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    /// <summary>The hash of a host or a suffix of one; all of its bits are as good.</summary>
    public static int Of(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<byte> octets = MemoryMarshal.AsBytes(name);
        ulong hash = Seed ^ (ulong)octets.Length;
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..])
        {
            hash = Mixed(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(octets));
        }

        ulong rest = 0;
        foreach (byte octet in octets)
        {
            rest = (rest << 8) | octet;
        }

        hash = Mixed(Mixed(hash ^ rest) ^ Seed);
        return (int)(hash ^ (hash >> 32));
    }

    private static ulong Mixed(ulong value)
    {
        ulong high = Math.BigMul(value, Key, out ulong low);
        return high ^ low;
    }
}
