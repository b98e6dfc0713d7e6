using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// The hash by which hosts are looked up. It is made label by label from the last one on, so one pass over a host gives the hash
/// of each of its suffixes. Its keys are drawn anew in each process and leave it in no form, so nobody outside can choose names
/// that collide.
/// </summary>
internal static class HostHash
{
    private const int WordChars = sizeof(ulong) / sizeof(char);

    private static readonly ulong Key = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    /// <summary>The state before any label.</summary>
    public static ulong Start { get; } = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>The hash of a host or a suffix of one; all of its bits are as good.</summary>
    public static int Of(ReadOnlySpan<char> name)
    {
        ulong state = Start;
        int end = name.Length;
        while (true)
        {
            int dot = name[..end].LastIndexOf('.');
            state = With(state, name[(dot + 1)..end]);
            if (dot < 0)
            {
                return Of(state);
            }

            end = dot;
        }
    }

    /// <summary>The hash that a state stands for.</summary>
    public static int Of(ulong state) => (int)(state ^ (state >> 32));

    /// <summary>The state with one more label in front.</summary>
    public static ulong With(ulong state, ReadOnlySpan<char> label)
    {
        state += (ulong)label.Length;
        if (label.Length < WordChars)
        {
            return Mixed(state ^ Short(label));
        }

        // The last word may begin within the one before; the length says by how much.
        ReadOnlySpan<byte> octets = MemoryMarshal.AsBytes(label);
        ulong last = BinaryPrimitives.ReadUInt64LittleEndian(octets[^sizeof(ulong)..]);
        for (; octets.Length > sizeof(ulong); octets = octets[sizeof(ulong)..])
        {
            state = Mixed(state ^ BinaryPrimitives.ReadUInt64LittleEndian(octets));
        }

        return Mixed(state ^ last);
    }

    private static ulong Short(ReadOnlySpan<char> label)
    {
        ulong word = 0;
        foreach (char character in label)
        {
            word = (word << 16) | character;
        }

        return word;
    }

    private static ulong Mixed(ulong value)
    {
        ulong high = Math.BigMul(value, Key, out ulong low);
        return high ^ low;
    }
}
