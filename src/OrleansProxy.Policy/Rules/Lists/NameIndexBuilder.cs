using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>Fills a <see cref="NameIndex"/>, name by name, each once. Not thread-safe; used up by <see cref="Build"/>.</summary>
internal sealed class NameIndexBuilder
{
    private const int FirstNames = 32;

    private readonly NameOctets _names = new();
    private NameSlots _slots = NameSlots.For(FirstNames);
    private ulong _depths;
    private int _taken;

    /// <summary>How many different names there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a name in normal form; false when it is there already.</summary>
    public bool Add(ReadOnlySpan<char> name)
    {
        int hash = HostHash.Of(name);
        if (_slots.Find(_names, name, hash) >= 0)
        {
            return false;
        }

        Put(name, _names.Add(name));
        _depths |= HostDepth.BitOf(name);
        Count++;
        if (_taken > _slots.Capacity)
        {
            Resize(_taken * 2);
        }

        return true;
    }

    /// <summary>The index of what was added, without room to spare.</summary>
    public NameIndex Build()
    {
        _names.Trim();
        Resize(_taken);
        return new(_names, _slots, Count, _depths);
    }

    private void Resize(int taken)
    {
        NameSlots before = _slots;
        _slots = NameSlots.For(taken);
        _taken = 0;
        Span<char> name = stackalloc char[byte.MaxValue];
        foreach (int offset in before.Offsets())
        {
            Put(name[.._names.CopyTo(offset, name)], offset);
        }
    }

    /// <summary>Takes a name in, and marks the domains above it; all names share those without a dot, so they tell nothing.</summary>
    private void Put(ReadOnlySpan<char> name, int offset)
    {
        ulong state = HostHash.Start;
        int start = name.Length + 1;
        for (int dots = 0; start > 0; dots++)
        {
            int end = start - 1;
            start = name[..end].LastIndexOf('.') + 1;
            state = HostHash.With(state, name[start..end]);
            if (start > 0 && dots > 0 && _slots.Mark(_names, name[start..], HostHash.Of(state)))
            {
                _taken++;
            }
        }

        _slots.Add(HostHash.Of(state), offset);
        _taken++;
    }
}
