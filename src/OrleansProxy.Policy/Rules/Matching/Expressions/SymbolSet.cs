namespace OrleansProxy.Policy.Rules.Matching.Expressions;

/// <summary>A set of characters that a host in normal form may have; <see cref="HostAlphabet.Other"/> stands for all that it may not.</summary>
/// <param name="Bits">One bit for each symbol of the <see cref="HostAlphabet"/>.</param>
internal readonly record struct SymbolSet(ulong Bits)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>No character, as the set of one that no host has.</summary>
    public static SymbolSet None => default;

    /// <summary>Every character.</summary>
    public static SymbolSet All { get; } = Digits | Each(Letters) | Each("-_.:") | new SymbolSet(1UL << HostAlphabet.Other);

    /// <summary>0 to 9.</summary>
    public static SymbolSet Digits => Range('0', '9');

    /// <summary>What <c>\w</c> has.</summary>
    public static SymbolSet Word => Digits | Each(Letters) | Each("_");

    /// <summary>What is in one or the other.</summary>
    public static SymbolSet operator |(SymbolSet one, SymbolSet other) => new(one.Bits | other.Bits);

    /// <summary>What is not in the set.</summary>
    public static SymbolSet operator ~(SymbolSet set) => new(All.Bits & ~set.Bits);

    /// <summary>The characters from one to another, both included, in either case.</summary>
    public static SymbolSet Range(char low, char high)
    {
        SymbolSet set = None;
        for (char character = low; character <= high; character++)
        {
            char lower = char.ToLowerInvariant(character);
            set |= lower is HostAlphabet.Begin or HostAlphabet.End || HostAlphabet.SymbolOf(lower) == HostAlphabet.Other
                ? None
                : new(1UL << HostAlphabet.SymbolOf(lower));
        }

        return set;
    }

    /// <summary>Whether the symbol is in the set.</summary>
    public bool Has(int symbol) => (Bits >> symbol & 1) != 0;

    private static SymbolSet Each(string characters) =>
        characters.Aggregate(None, (set, character) => set | Range(character, character));
}
