using System.Numerics;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// Where names stand, by their hashes: buckets of eight slots, each with one octet of the hash. The eight octets are one word, so
/// nearly every name that is not there costs a single look at memory. The domains above a name have a mark, so that a host whose
/// domain is not there is done with. Grows in one thread's hands, and is not changed once it is shared.
/// </summary>
internal sealed class NameSlots(int buckets)
{
    /// <summary>Neither the name is there nor any below it.</summary>
    public const int Nothing = -1;

    /// <summary>The name is not there, but some below it may be.</summary>
    public const int Perhaps = -2;

    private const int BucketSlots = sizeof(ulong);
    private const int OctetBits = 8;
    private const ulong EachOctet = 0x0101_0101_0101_0101;
    private const ulong HighBits = EachOctet << (OctetBits - 1);

    // Slots are taken from the lowest octet of a bucket on; 0 is a free one.
    private readonly ulong[] _tags = new ulong[buckets];
    private readonly int[] _offsets = new int[buckets * BucketSlots];

    /// <summary>Names that fill half of the slots: then 1 bucket in 20 is full, and a name must be looked for in the next as well.</summary>
    public int Capacity => _offsets.Length / 2;

    /// <summary>The slots that hold so many names.</summary>
    public static NameSlots For(int names) => new(((names * 2) + BucketSlots) / BucketSlots);

    /// <summary>Where the name stands, or <see cref="Nothing"/> or <see cref="Perhaps"/>.</summary>
    /// <param name="names">All names.</param>
    /// <param name="name">In normal form.</param>
    /// <param name="hash">Its <see cref="Matching.HostHash"/>.</param>
    public int Find(NameOctets names, ReadOnlySpan<char> name, int hash)
    {
        ulong[] all = _tags;
        ulong wanted = TagOf(hash) * EachOctet;
        int missing = Nothing;
        for (int bucket = BucketOf(hash); ; bucket = bucket + 1 == all.Length ? 0 : bucket + 1)
        {
            ulong tags = all[bucket];
            for (ulong same = ZeroOctets(tags ^ wanted); same != 0; same &= same - 1)
            {
                int offset = _offsets[(bucket * BucketSlots) + (BitOperations.TrailingZeroCount(same) / OctetBits)];
                if (offset >= 0 && names.Is(offset, name))
                {
                    return offset;
                }

                missing = Perhaps;
            }

            if (ZeroOctets(tags) != 0)
            {
                return missing;
            }
        }
    }

    /// <summary>Takes a name in that is not there yet.</summary>
    public void Add(int hash, int offset)
    {
        int bucket = BucketOf(hash);
        while (ZeroOctets(_tags[bucket]) == 0)
        {
            bucket = bucket + 1 == _tags.Length ? 0 : bucket + 1;
        }

        int slot = BitOperations.TrailingZeroCount(ZeroOctets(_tags[bucket])) / OctetBits;
        _tags[bucket] |= TagOf(hash) << (slot * OctetBits);
        _offsets[(bucket * BucketSlots) + slot] = offset;
    }

    /// <summary>Marks that there is a name below this one, unless something looks the same already.</summary>
    public void Mark(NameOctets names, ReadOnlySpan<char> name, int hash)
    {
        if (Find(names, name, hash) == Nothing)
        {
            Add(hash, Perhaps);
        }
    }

    /// <summary>Where each of the names stands, in no order.</summary>
    public IEnumerable<int> Offsets() => Enumerable.Range(0, _offsets.Length)
        .Where(slot => _offsets[slot] >= 0 && (byte)(_tags[slot / BucketSlots] >> (slot % BucketSlots * OctetBits)) != 0)
        .Select(slot => _offsets[slot]);

    private static ulong TagOf(int hash) => Math.Max((byte)hash, (byte)1);

    /// <summary>The high bit of the lowest octet that is 0, and of none when none is; those above it are not sure.</summary>
    private static ulong ZeroOctets(ulong octets) => (octets - EachOctet) & ~octets & HighBits;

    /// <summary>The high bits of the hash say where it begins to be looked for, since the low ones are its tag.</summary>
    private int BucketOf(int hash) => (int)(((ulong)(uint)hash * (uint)_tags.Length) >> 32);
}
