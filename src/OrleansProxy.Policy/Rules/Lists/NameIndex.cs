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
    /// <summary>How many names there are.</summary>
    public int Count { get; } = count;

    /// <summary>How many labels the names have, as <see cref="Matching.HostDepth"/> says it.</summary>
    public ulong Depths { get; } = depths;

    /// <summary>
    /// Where the name stands; <see cref="NameSlots.Nothing"/> when neither it is there nor any below it, which is not said of names
    /// without a dot; <see cref="NameSlots.Perhaps"/> when only some below it may be.
    /// </summary>
    /// <param name="name">In normal form.</param>
    /// <param name="hash">Its <see cref="Matching.HostHash"/>.</param>
    public int Find(ReadOnlySpan<char> name, int hash) => slots.Find(names, name, hash);

    /// <summary>The name that stands there.</summary>
    public string NameAt(int offset) => names.Read(offset);
}
