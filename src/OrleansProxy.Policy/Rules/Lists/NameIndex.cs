namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// Up to millions of names, found by hash and then compared octet by octet, so that no other name is ever taken for one of
/// them. A name costs its own octets, one for its length, and ten of the table: there is no object for it. Immutable.
/// </summary>
internal sealed class NameIndex
{
    private readonly NameOctets _names;
    private readonly byte[] _tags;
    private readonly int[] _offsets;

    /// <summary>Takes over what a <see cref="NameIndexBuilder"/> has filled.</summary>
    public NameIndex(NameOctets names, byte[] tags, int[] offsets, int count, ulong depths)
    {
        _names = names;
        _tags = tags;
        _offsets = offsets;
        Count = count;
        Depths = depths;
    }

    /// <summary>How many names there are.</summary>
    public int Count { get; }

    /// <summary>How many labels the names have, as <see cref="Matching.HostDepth"/> says it.</summary>
    public ulong Depths { get; }

    /// <summary>
    /// Where a hash begins to be looked for. Its high bits say that; the low ones are the <see cref="TagOf">tag</see>, which
    /// spares nearly every look at another name.
    /// </summary>
    public static int SlotOf(int hash, int slots) => (int)(((ulong)(uint)hash * (uint)slots) >> 32);

    /// <summary>The mark of a slot that is taken; never 0, which is a free one.</summary>
    public static byte TagOf(int hash) => (byte)(hash | 0x80);

    /// <summary>Where the name stands, -1 when it is not there.</summary>
    /// <param name="name">In normal form.</param>
    /// <param name="hash">Its <see cref="Matching.HostHash"/>.</param>
    public int Find(ReadOnlySpan<char> name, int hash)
    {
        byte[] tags = _tags;
        byte wanted = TagOf(hash);
        for (int slot = SlotOf(hash, tags.Length); ; slot = slot + 1 == tags.Length ? 0 : slot + 1)
        {
            byte tag = tags[slot];
            if (tag == 0)
            {
                return -1;
            }

            if (tag == wanted && _names.Is(_offsets[slot], name))
            {
                return _offsets[slot];
            }
        }
    }

    /// <summary>The name that stands there.</summary>
    public string NameAt(int offset) => _names.Read(offset);
}
