using OrleansProxy.Policy.Rules.Matching;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>Fills a <see cref="NameIndex"/>, name by name, each once. Not thread-safe; used up by <see cref="Build"/>.</summary>
internal sealed class NameIndexBuilder
{
    private const int FirstNames = 32;

    private readonly NameOctets _names = new();
    private NameSlots _slots = NameSlots.For(FirstNames);
    private ulong _depths;
    private int _above;

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

        int dots = name.Count('.');
        _slots.Add(hash, _names.Add(name));
        _depths |= HostDepth.Bit(dots);
        _above += Math.Clamp(dots - 1, 0, NameIndex.MaxMarkedDots);
        Count++;
        if (Count > _slots.Capacity)
        {
            Resize(Count * 2, withMarks: false);
        }

        return true;
    }

    /// <summary>The index of what was added, with room for the marks.</summary>
    public NameIndex Build()
    {
        _names.Trim();
        Resize(Count + _above, withMarks: true);
        return new(_names, _slots, Count, _depths);
    }

    private void Resize(int taken, bool withMarks)
    {
        NameSlots before = _slots;
        _slots = NameSlots.For(taken);
        Span<char> space = stackalloc char[byte.MaxValue];
        foreach (int offset in before.Offsets())
        {
            ReadOnlySpan<char> name = space[.._names.CopyTo(offset, space)];
            _slots.Add(HostHash.Of(name), offset);
            if (withMarks)
            {
                MarkAbove(name);
            }
        }
    }

    private void MarkAbove(ReadOnlySpan<char> name)
    {
        ulong state = HostHash.Start;
        int start = name.Length + 1;
        for (int dots = 0; dots <= NameIndex.MaxMarkedDots; dots++)
        {
            int end = start - 1;
            start = name[..end].LastIndexOf('.') + 1;
            if (start == 0)
            {
                return;
            }

            state = HostHash.With(state, name[start..end]);
            if (NameIndex.IsMarked(dots))
            {
                _slots.Mark(_names, name[start..], HostHash.Of(state));
            }
        }
    }
}
