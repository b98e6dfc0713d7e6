namespace OrleansProxy.Http.Heads;

/// <summary>The head of a response (RFC 9112 §4). Filled by <see cref="HeadParser"/>. Not thread-safe.</summary>
public sealed class ResponseHead : MessageHead
{
    private int _reasonStart, _reasonLength;

    /// <summary>The status code, 100 to 999; 0 when none has been parsed.</summary>
    public int Status { get; private set; }

    /// <summary>The reason phrase, which may be empty.</summary>
    public ReadOnlySpan<byte> Reason => Bytes.Slice(_reasonStart, _reasonLength);

    /// <summary>Whether this is an interim response (RFC 9110 §15.2), after which another head follows.</summary>
    public bool IsInterim => Status is >= 100 and <= 199 and not 101;

    /// <summary>Whether the origin lets the connection stand after this response.</summary>
    public bool WantsKeepAlive => Persistence.Wanted(Version, Fields, alsoProxyConnection: false);

    internal void SetStartLine(int status, int reasonStart, int reasonLength, HttpVersion version)
    {
        Status = status;
        _reasonStart = reasonStart;
        _reasonLength = reasonLength;
        Version = version;
    }

    private protected override void ResetStartLine() => SetStartLine(0, 0, 0, HttpVersion.Http11);
}
