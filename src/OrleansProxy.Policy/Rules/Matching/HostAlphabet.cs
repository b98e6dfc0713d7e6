namespace OrleansProxy.Policy.Rules.Matching;

/// <summary>
/// The characters of hosts as small numbers, with one more before the host and one behind it, so that "at the beginning" and
/// "at the end" are found as any other text.
/// </summary>
internal static class HostAlphabet
{
    /// <summary>Stands before the first character of a host; <c>^</c> in a literal.</summary>
    public const char Begin = '^';

    /// <summary>Stands behind the last character of a host; <c>$</c> in a literal.</summary>
    public const char End = '$';

    /// <summary>What stands for every character that no host in normal form has, and no literal either.</summary>
    public const byte Other = 0;

    private const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789-_.:^$";

    private static readonly byte[] SymbolsOfAscii = MakeSymbols();

    /// <summary>How many symbols there are, <see cref="Other"/> included.</summary>
    public static int Count => Characters.Length + 1;

    /// <summary>The number of <see cref="Begin"/>.</summary>
    public static byte BeginSymbol { get; } = SymbolsOfAscii[Begin];

    /// <summary>The number of <see cref="End"/>.</summary>
    public static byte EndSymbol { get; } = SymbolsOfAscii[End];

    /// <summary>The number of a character of a host.</summary>
    public static byte SymbolOf(char character)
    {
        byte[] symbols = SymbolsOfAscii;
        return character < symbols.Length ? symbols[character] : Other;
    }

    private static byte[] MakeSymbols()
    {
        var symbols = new byte[128];
        for (int index = 0; index < Characters.Length; index++)
        {
            symbols[Characters[index]] = (byte)(index + 1);
        }

        return symbols;
    }
}
