using System.Text;

namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>
/// Names one after the other, each as an octet with its length and then its own, in pieces, so that growing copies nothing.
/// A name stands within one piece. Grows in one thread's hands, and is not changed once it is shared.
/// </summary>
internal sealed class NameOctets
{
    private const int PieceBits = 16;
    private const int PieceLength = 1 << PieceBits;

    private readonly List<byte[]> _pieces = [];
    private int _free = PieceLength;

    /// <summary>Adds a name of 1 to 255 ASCII characters.</summary>
    /// <returns>Where it stands.</returns>
    public int Add(ReadOnlySpan<char> name)
    {
        if (_free + 1 + name.Length > PieceLength)
        {
            _pieces.Add(new byte[PieceLength]);
            _free = 0;
        }

        Span<byte> place = _pieces[^1].AsSpan(_free);
        int offset = ((_pieces.Count - 1) << PieceBits) | _free;
        place[0] = (byte)name.Length;
        Ascii.FromUtf16(name, place[1..], out int written);
        _free += 1 + written;
        return offset;
    }

    /// <summary>Gives back what the last piece has too much.</summary>
    public void Trim()
    {
        if (_pieces.Count > 0)
        {
            _pieces[^1] = _pieces[^1][.._free];
            _free = PieceLength;
        }

        _pieces.TrimExcess();
    }

    /// <summary>Whether the name that stands there is this one.</summary>
    public bool Is(int offset, ReadOnlySpan<char> name)
    {
        ReadOnlySpan<byte> octets = At(offset);
        return octets.Length == name.Length && Ascii.Equals(octets, name);
    }

    /// <summary>The name that stands there.</summary>
    public string Read(int offset) => Encoding.ASCII.GetString(At(offset));

    /// <summary>Copies the name that stands there.</summary>
    /// <returns>Its length.</returns>
    public int CopyTo(int offset, Span<char> name)
    {
        Ascii.ToUtf16(At(offset), name, out int written);
        return written;
    }

    private ReadOnlySpan<byte> At(int offset)
    {
        byte[] piece = _pieces[offset >> PieceBits];
        int start = offset & (PieceLength - 1);
        return piece.AsSpan(start + 1, piece[start]);
    }
}
