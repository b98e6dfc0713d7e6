using System.Text;

namespace OrleansProxy.Http.Heads;

/// <summary>The head of a request (RFC 9112 §3). Filled by <see cref="HeadParser"/>. Not thread-safe.</summary>
public sealed class RequestHead : MessageHead
{
    private int _methodLength, _targetStart, _targetLength;

    /// <summary>The method as sent; methods are case-sensitive.</summary>
    public ReadOnlySpan<byte> Method => Bytes[.._methodLength];

    /// <summary>The request target as sent: visible ASCII without "#".</summary>
    public ReadOnlySpan<byte> Target => Bytes.Slice(_targetStart, _targetLength);

    /// <summary>The method as text; the common ones cost no allocation.</summary>
    public string MethodText => Method switch
    {
        var method when method.SequenceEqual("GET"u8) => "GET",
        var method when method.SequenceEqual("CONNECT"u8) => "CONNECT",
        var method when method.SequenceEqual("POST"u8) => "POST",
        var method when method.SequenceEqual("HEAD"u8) => "HEAD",
        var method when method.SequenceEqual("OPTIONS"u8) => "OPTIONS",
        var method when method.SequenceEqual("PUT"u8) => "PUT",
        var method when method.SequenceEqual("DELETE"u8) => "DELETE",
        var method when method.SequenceEqual("PATCH"u8) => "PATCH",
        var method => Encoding.ASCII.GetString(method),
    };

    /// <summary>Whether the client lets the connection stand after the answer (RFC 9112 §9.3).</summary>
    public bool WantsKeepAlive => Persistence.Wanted(Version, Fields, alsoProxyConnection: true);

    internal void SetStartLine(int methodLength, int targetStart, int targetLength, HttpVersion version)
    {
        _methodLength = methodLength;
        _targetStart = targetStart;
        _targetLength = targetLength;
        Version = version;
    }

    private protected override void ResetStartLine() => SetStartLine(0, 0, 0, HttpVersion.Http11);
}
