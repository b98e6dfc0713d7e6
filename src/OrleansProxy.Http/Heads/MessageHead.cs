using System.Buffers;
using OrleansProxy.Http.Fields;

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
        Length = 0;
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = [];
        }
    }

    internal void Load(ReadOnlySpan<byte> head)
    {
        if (_bytes.Length < head.Length)
        {
            Release();
            _bytes = ArrayPool<byte>.Shared.Rent(head.Length);
        }

        ResetStartLine();
        head.CopyTo(_bytes);
        Length = head.Length;
        Fields.Reset(_bytes);
    }

    /// <summary>Forgets the start line, so that nothing of it points into octets that are another message's.</summary>
    private protected abstract void ResetStartLine();
}
