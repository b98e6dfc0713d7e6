using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Memory;

namespace OrleansProxy.Http.Heads;

/// <summary>
/// What request and response heads have in common: a copy of their octets and the fields within. A head may be parsed into
/// again and again; <see cref="Release"/> gives its memory back, cleared, while it is not needed. Not thread-safe.
/// </summary>
public abstract class MessageHead
{
    private byte[] _bytes = [];

    /// <summary>The version on the start line.</summary>
    public HttpVersion Version { get; internal set; }

    /// <summary>The field lines.</summary>
    public FieldSection Fields { get; } = new();

    /// <summary>Octets of the head as it came, the empty line included; 0 when none has been parsed or it was released.</summary>
    public int Length { get; private set; }

    /// <summary>The head as it came.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Returns the memory to the pool. The head is empty afterwards.</summary>
    public void Release()
    {
        ResetStartLine();
        Fields.Reset([]);
        Length = NextLine = 0;
        if (_bytes.Length > 0)
        {
            OctetPool.Return(_bytes, _bytes.Length);
            _bytes = [];
        }
    }

    /// <summary>Where the first line begins that was not judged yet; 0 when that is the start line.</summary>
    internal int NextLine { get; set; }

    /// <summary>How many octets need not be looked at again: all that were seen if they are those that are loaded, else none.</summary>
    internal int Continues(int seen) => seen == Length ? seen : 0;

    /// <summary>Takes over what has come of a head: the whole of it, or what has come since the last time.</summary>
    /// <param name="head">The octets from the start of the head on.</param>
    /// <param name="seen">How many of them are loaded already; 0 begins a new head.</param>
    internal void Load(ReadOnlySpan<byte> head, int seen)
    {
        if (seen == 0)
        {
            ResetStartLine();
            Length = NextLine = 0;
            Fields.Reset(_bytes);
        }

        if (_bytes.Length < head.Length)
        {
            Grow(head.Length);
        }

        head[Length..].CopyTo(_bytes.AsSpan(Length));
        Length = head.Length;
    }

    private void Grow(int length)
    {
        byte[] larger = OctetPool.Rent(Math.Max(length, _bytes.Length * 2));
        Bytes.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            OctetPool.Return(_bytes, _bytes.Length);
        }

        _bytes = larger;
        Fields.Move(larger);
    }

    /// <summary>Forgets the start line, so that nothing of it points into octets that are another message's.</summary>
    private protected abstract void ResetStartLine();
}
