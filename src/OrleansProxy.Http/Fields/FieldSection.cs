using System.Text;

namespace OrleansProxy.Http.Fields;

/// <summary>
/// The field lines of one head in the order sent. Names and values are slices of bytes that the head owns, good until the
/// head is parsed into again. Not thread-safe while it is filled; a filled one may be read by many threads.
/// </summary>
public sealed class FieldSection
{
    private byte[] _bytes = [];
    private FieldLine[] _lines = new FieldLine[16];

    /// <summary>The number of field lines; a repeated field counts each time.</summary>
    public int Count { get; private set; }

    /// <summary>The name of a line as sent.</summary>
    public ReadOnlySpan<byte> Name(int index) => _bytes.AsSpan(Line(index).NameStart, Line(index).NameLength);

    /// <summary>The value of a line without the white space around it.</summary>
    public ReadOnlySpan<byte> Value(int index) => _bytes.AsSpan(Line(index).ValueStart, Line(index).ValueLength);

    /// <summary>
    /// Whether a line concerns this connection only (RFC 9110 §7.6.1); set by <see cref="Forwarding.HopByHop"/>.
    /// </summary>
    public bool IsHopByHop(int index) => Line(index).HopByHop;

    /// <summary>The index of the first line of this name at or after <paramref name="start"/>, or -1.</summary>
    /// <param name="lowerName">The name in lower case.</param>
    /// <param name="start">Where to begin.</param>
    public int IndexOf(ReadOnlySpan<byte> lowerName, int start = 0)
    {
        for (int index = start; index < Count; index++)
        {
            if (_lines[index].NameLength == lowerName.Length && Ascii.EqualsIgnoreCase(Name(index), lowerName))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Whether there is a line of this name.</summary>
    public bool Contains(ReadOnlySpan<byte> lowerName) => IndexOf(lowerName) >= 0;

    /// <summary>The value of the first line of this name; false when there is none.</summary>
    public bool TryGetFirst(ReadOnlySpan<byte> lowerName, out ReadOnlySpan<byte> value)
    {
        int index = IndexOf(lowerName);
        value = index < 0 ? default : Value(index);
        return index >= 0;
    }

    /// <summary>How many lines have this name.</summary>
    public int CountOf(ReadOnlySpan<byte> lowerName)
    {
        int count = 0;
        for (int index = IndexOf(lowerName); index >= 0; index = IndexOf(lowerName, index + 1))
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// Whether the comma-separated list that this field is (over all its lines) has the member, without regard to case.
    /// </summary>
    public bool ListContains(ReadOnlySpan<byte> lowerName, ReadOnlySpan<byte> lowerMember)
    {
        for (int index = IndexOf(lowerName); index >= 0; index = IndexOf(lowerName, index + 1))
        {
            foreach (ReadOnlySpan<byte> member in new ListMembers(Value(index)))
            {
                if (Ascii.EqualsIgnoreCase(member, lowerMember))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The value of the first line of this name as text, one character an octet, or null.</summary>
    public string? GetText(ReadOnlySpan<byte> lowerName) =>
        TryGetFirst(lowerName, out ReadOnlySpan<byte> value) ? Encoding.Latin1.GetString(value) : null;

    internal void Reset(byte[] bytes)
    {
        _bytes = bytes;
        Count = 0;
    }

    /// <summary>The same octets lie elsewhere now.</summary>
    internal void Move(byte[] bytes) => _bytes = bytes;

    internal void Add(int nameStart, int nameLength, int valueStart, int valueLength)
    {
        if (Count == _lines.Length)
        {
            Array.Resize(ref _lines, _lines.Length * 2);
        }

        _lines[Count++] = new FieldLine
        {
            NameStart = nameStart,
            NameLength = nameLength,
            ValueStart = valueStart,
            ValueLength = valueLength,
        };
    }

    internal void MarkHopByHop(int index) => Line(index).HopByHop = true;

    private ref FieldLine Line(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref _lines[index];
    }
}
