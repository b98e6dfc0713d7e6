using System.Buffers.Binary;
using System.Net;

namespace OrleansProxy.Policy.Clients;

/// <summary>An address as a number, an IPv4-mapped one as IPv4, without its zone: what ranges and keys compare. Immutable.</summary>
/// <param name="IsIPv4">Whether <paramref name="Value"/> has 32 bits instead of 128.</param>
/// <param name="Value">The address, most significant byte first.</param>
internal readonly record struct AddressBits(bool IsIPv4, UInt128 Value)
{
    private const int MaxBytes = 16;
    private const uint MappedPrefix = 0xFFFF;

    /// <summary>How many bits an address of this family has.</summary>
    public int Length => IsIPv4 ? 32 : 128;

    /// <summary>127.0.0.0/8 or ::1.</summary>
    public bool IsLoopback => IsIPv4 ? Value >> 24 == 127 : Value == UInt128.One;

    /// <summary>0.0.0.0 or ::, which a connect on Linux takes for this machine.</summary>
    public bool IsUnspecified => Value == UInt128.Zero;

    /// <summary>Takes the number out of an address without allocating.</summary>
    public static AddressBits Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        address.TryWriteBytes(bytes, out int written);
        if (written < MaxBytes)
        {
            return OfIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        UInt128 value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return value >> 32 == MappedPrefix ? OfIPv4((uint)value) : new(false, value);
    }

    /// <summary>An IPv4 address from its 32 bits.</summary>
    public static AddressBits OfIPv4(uint value) => new(true, value);

    /// <summary>The address again, as its own family.</summary>
    public IPAddress ToAddress()
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(IsIPv4 ? bytes[12..] : bytes);
    }
}
