namespace OrleansProxy.Http.Fields;

/// <summary>
/// Walks the members of a comma-separated field value (RFC 9110 §5.6.1), white space trimmed and empty members passed over.
/// A comma within a quoted string does not part members.
/// </summary>
public ref struct ListMembers
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts before the first member.</summary>
    public ListMembers(ReadOnlySpan<byte> value)
    {
        _rest = value;
        Current = default;
    }

    /// <summary>The member that the walk stands at.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Makes the walk usable in foreach.</summary>
    public readonly ListMembers GetEnumerator() => this;

    /// <summary>Goes to the next member; false after the last.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            int end = EndOfMember(_rest);
            Current = Octets.TrimWhiteSpace(_rest[..end]);
            _rest = end == _rest.Length ? default : _rest[(end + 1)..];
            if (!Current.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static int EndOfMember(ReadOnlySpan<byte> text)
    {
        int index = text.IndexOfAny((byte)',', (byte)'"');
        if (index < 0)
        {
            return text.Length;
        }

        bool quoted = false;
        for (; index < text.Length; index++)
        {
            switch (text[index])
            {
                case (byte)'"': quoted = !quoted; break;
                case (byte)'\\' when quoted: index++; break;
                case (byte)',' when !quoted: return index;
            }
        }

        return text.Length;
    }
}
