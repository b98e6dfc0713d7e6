namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// Up to millions of names, found by hash and then compared octet by octet, so that no other name is ever taken for one of
/// them. A name costs its own octets, one for its length, and ten of the slots, as does a domain that has names below it and is
/// none itself: there is no object for it. Immutable.
/// </summary>
/// <param name="names">The names, which a <see cref="NameIndexBuilder"/> has filled.</param>
/// <param name="slots">Where they stand.</param>
/// <param name="count">How many there are.</param>
/// <param name="depths">How many labels they have, as <see cref="Matching.HostDepth"/> says it.</param>
internal sealed class NameIndex(NameOctets names, NameSlots slots, int count, ulong depths)
{
    /// <summary>Dots that a marked domain has at most, so that marks have a bound whatever the names.</summary>
    public const int MaxMarkedDots = 3;

    /// <summary>How many names there are.</summary>
    public int Count { get; } = count;

    /// <summary>How many labels the names have, as <see cref="Matching.HostDepth"/> says it.</summary>
    public ulong Depths { get; } = depths;

    /// <summary>
    /// Where the name stands; <see cref="NameSlots.Nothing"/> when neither it is there nor any below it, which holds only for names
    /// whose dots <see cref="IsMarked"/>; <see cref="NameSlots.Perhaps"/> when only some below it may be.
    /// </summary>
    /// <param name="name">In normal form.</param>
    /// <param name="hash">Its <see cref="Matching.HostHash"/>.</param>
    public int Find(ReadOnlySpan<char> name, int hash) => slots.Find(names, name, hash);

    /// <summary>Whether domains with so many dots have a mark of what is below them: all names share those without a dot.</summary>
    public static bool IsMarked(int dots) => dots is > 0 and <= MaxMarkedDots;

    /// <summary>The name that stands there.</summary>
    public string NameAt(int offset) => names.Read(offset);
}
