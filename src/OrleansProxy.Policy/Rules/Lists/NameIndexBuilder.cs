using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>Fills a <see cref="NameIndex"/>, name by name, each once. Not thread-safe; used up by <see cref="Build"/>.</summary>
internal sealed class NameIndexBuilder
{
    private const int FirstSlots = 64;

    private readonly NameOctets _names = new();
    private byte[] _tags = new byte[FirstSlots];
    private int[] _offsets = new int[FirstSlots];
    private ulong _depths;

    /// <summary>How many different names there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a name in normal form; false when it is there already.</summary>
    public bool Add(ReadOnlySpan<char> name)
    {
        int hash = HostHash.Of(name);
        byte tag = NameIndex.TagOf(hash);
        int slot = NameIndex.SlotOf(hash, _tags.Length);
        while (_tags[slot] != 0)
        {
            if (_tags[slot] == tag && _names.Is(_offsets[slot], name))
            {
                return false;
            }

            slot = slot + 1 == _tags.Length ? 0 : slot + 1;
        }

        _tags[slot] = tag;
        _offsets[slot] = _names.Add(name);
        _depths |= HostDepth.BitOf(name);
        Count++;
        if (Slots(Count) > _tags.Length)
        {
            Resize(Slots(Count) * 2);
        }

        return true;
    }

    /// <summary>The index of what was added, without room to spare.</summary>
    public NameIndex Build()
    {
        _names.Trim();
        Resize(Slots(Count));
        return new(_names, _tags, _offsets, Count, _depths);
    }

    /// <summary>Half of the slots are taken at most: then a miss looks at two or three in the mean.</summary>
    private static int Slots(int count) => (count * 2) + 1;

    private void Resize(int slots)
    {
        (int[] offsets, byte[] taken) = (_offsets, _tags);
        _offsets = new int[slots];
        _tags = new byte[slots];
        Span<char> name = stackalloc char[byte.MaxValue];
        for (int index = 0; index < taken.Length; index++)
        {
            if (taken[index] != 0)
            {
                int hash = HostHash.Of(name[.._names.CopyTo(offsets[index], name)]);
                int slot = NameIndex.SlotOf(hash, slots);
                while (_tags[slot] != 0)
                {
                    slot = slot + 1 == slots ? 0 : slot + 1;
                }

                _tags[slot] = taken[index];
                _offsets[slot] = offsets[index];
            }
        }
    }
}
