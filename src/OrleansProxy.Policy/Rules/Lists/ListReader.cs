using System.Globalization;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>Reads a list from a stream, in one pass and with one buffer, within bounds. Used once, by one thread.</summary>
internal sealed class ListReader
{
    /// <summary>Octets that a list may have.</summary>
    public const long MaxBytes = 256_000_000;

    /// <summary>Different entries that a list may have.</summary>
    public const int MaxEntries = 5_000_000;

    /// <summary>Octets that a line may have: the longest ones of browser filters have a few thousand.</summary>
    public const int MaxLineBytes = 65_536;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private readonly ListEntries _entries = new();
    private readonly byte[] _buffer = new byte[2 * MaxLineBytes];
    private long _read;
    private bool _hasBegun;

    private ListReader()
    {
    }

    /// <summary>Reads a whole list.</summary>
    /// <param name="stream">Where it comes from.</param>
    /// <param name="name">How the list is called.</param>
    /// <param name="readAt">The time of the reading.</param>
    /// <param name="cancellationToken">Gives the reading up.</param>
    /// <exception cref="ListException">This is no list, or it is over a bound; the message says which.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static LoadedList Read(Stream stream, string name, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        var reader = new ListReader();
        reader.ReadAll(stream, cancellationToken);
        ListEntries entries = reader._entries;
        return entries.Count == 0 && entries.Skipped > 0
            ? throw new ListException("No line of it names a host.")
            : entries.ToList(name, readAt);
    }

    private void ReadAll(Stream stream, CancellationToken cancellationToken)
    {
        int kept = 0;
        int count;
        while ((count = stream.Read(_buffer.AsSpan(kept))) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> octets = _buffer.AsSpan(0, kept + count);
            CheckOctets(octets[kept..]);
            ReadOnlySpan<byte> rest = ReadLines(Begun(octets));
            CheckLine(rest);
            rest.CopyTo(_buffer);
            kept = rest.Length;
        }

        ReadLine(_buffer.AsSpan(0, kept));
    }

    private static void Check(bool isGood, string message)
    {
        if (!isGood)
        {
            throw new ListException(message);
        }
    }

    private static void CheckLine(ReadOnlySpan<byte> line)
    {
        if (line.Length > MaxLineBytes)
        {
            throw Over($"A line of it has more than {MaxLineBytes:N0} bytes.");
        }
    }

    private static ListException Over(FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture));

    private void CheckOctets(ReadOnlySpan<byte> octets)
    {
        _read += octets.Length;
        if (_read > MaxBytes)
        {
            throw Over($"It has more than {MaxBytes:N0} bytes.");
        }

        Check(!octets.Contains((byte)0), "It is not a text.");
    }

    /// <summary>A server that has no list any more often answers with a page that says so.</summary>
    private ReadOnlySpan<byte> Begun(ReadOnlySpan<byte> octets)
    {
        if (_hasBegun)
        {
            return octets;
        }

        octets = octets.StartsWith(ByteOrderMark) ? octets[ByteOrderMark.Length..] : octets;
        ReadOnlySpan<byte> text = octets.TrimStart(" \t\r\n"u8);
        Check(!text.StartsWith("<"u8), "It is a web page, not a list.");
        _hasBegun = !text.IsEmpty;
        return octets;
    }

    private ReadOnlySpan<byte> ReadLines(ReadOnlySpan<byte> octets)
    {
        int end;
        while ((end = octets.IndexOf((byte)'\n')) >= 0)
        {
            ReadLine(octets[..end]);
            octets = octets[(end + 1)..];
        }

        return octets;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        CheckLine(line);
        ListLine.Read(line, _entries);
        if (_entries.Count > MaxEntries)
        {
            throw Over($"It has more than {MaxEntries:N0} entries.");
        }
    }
}
