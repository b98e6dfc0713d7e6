namespace OrleansProxy.Http.Targets;

/// <summary>
/// Authorities that were understood lately, by their octets: clients ask the same few hosts again and again, and understanding one
/// costs several texts. A fixed number of places, each taken by the last that falls on it. Thread-safe; readers take no lock.
/// </summary>
internal static class KnownAuthorities
{
    private const int Places = 1024;
    private const int MaxLength = 128;

    private static readonly Entry?[] Entries = new Entry?[Places];

    /// <summary>Finds what was understood before from these very octets.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, out string host, out int port)
    {
        if (text.Length <= MaxLength
            && Volatile.Read(ref Entries[PlaceOf(text)]) is { } entry
            && text.SequenceEqual(entry.Text))
        {
            (host, port) = (entry.Host, entry.Port);
            return true;
        }

        (host, port) = ("", 0);
        return false;
    }

    /// <summary>Keeps what was understood.</summary>
    public static void Keep(ReadOnlySpan<byte> text, string host, int port)
    {
        if (text.Length <= MaxLength)
        {
            Volatile.Write(ref Entries[PlaceOf(text)], new Entry(text.ToArray(), host, port));
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        // Seeded anew in each process, so that nobody can choose names that push others out.
        var hash = default(HashCode);
        hash.AddBytes(text);
        return hash.ToHashCode() & (Places - 1);
    }

    private sealed record Entry(byte[] Text, string Host, int Port);
}
