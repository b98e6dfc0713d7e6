namespace OrleansProxy.Http.Fields;

/// <summary>Field names that the proxy itself acts on, in lower case.</summary>
public static class FieldNames
{
    /// <summary>Age (RFC 9111 §5.1).</summary>
    public static ReadOnlySpan<byte> Age => "age"u8;

    /// <summary>Authorization: an answer to a request with it is not shared (RFC 9111 §3.5).</summary>
    public static ReadOnlySpan<byte> Authorization => "authorization"u8;

    /// <summary>Cache-Control (RFC 9111 §5.2).</summary>
    public static ReadOnlySpan<byte> CacheControl => "cache-control"u8;

    /// <summary>Connection (RFC 9110 §7.6.1).</summary>
    public static ReadOnlySpan<byte> Connection => "connection"u8;

    /// <summary>Content-Length (RFC 9110 §8.6).</summary>
    public static ReadOnlySpan<byte> ContentLength => "content-length"u8;

    /// <summary>Cookie (RFC 6265): its answers are shared only when they say so.</summary>
    public static ReadOnlySpan<byte> Cookie => "cookie"u8;

    /// <summary>Date (RFC 9110 §6.6.1).</summary>
    public static ReadOnlySpan<byte> Date => "date"u8;

    /// <summary>ETag (RFC 9110 §8.8.3).</summary>
    public static ReadOnlySpan<byte> ETag => "etag"u8;

    /// <summary>Expect (RFC 9110 §10.1.1).</summary>
    public static ReadOnlySpan<byte> Expect => "expect"u8;

    /// <summary>Expires (RFC 9111 §5.3).</summary>
    public static ReadOnlySpan<byte> Expires => "expires"u8;

    /// <summary>Host (RFC 9110 §7.2).</summary>
    public static ReadOnlySpan<byte> Host => "host"u8;

    /// <summary>If-Match (RFC 9110 §13.1.1).</summary>
    public static ReadOnlySpan<byte> IfMatch => "if-match"u8;

    /// <summary>If-Modified-Since (RFC 9110 §13.1.3).</summary>
    public static ReadOnlySpan<byte> IfModifiedSince => "if-modified-since"u8;

    /// <summary>If-None-Match (RFC 9110 §13.1.2).</summary>
    public static ReadOnlySpan<byte> IfNoneMatch => "if-none-match"u8;

    /// <summary>If-Range (RFC 9110 §13.1.5).</summary>
    public static ReadOnlySpan<byte> IfRange => "if-range"u8;

    /// <summary>If-Unmodified-Since (RFC 9110 §13.1.4).</summary>
    public static ReadOnlySpan<byte> IfUnmodifiedSince => "if-unmodified-since"u8;

    /// <summary>Keep-Alive: of one connection, never forwarded.</summary>
    public static ReadOnlySpan<byte> KeepAlive => "keep-alive"u8;

    /// <summary>Last-Modified (RFC 9110 §8.8.2).</summary>
    public static ReadOnlySpan<byte> LastModified => "last-modified"u8;

    /// <summary>Max-Forwards (RFC 9110 §7.6.2).</summary>
    public static ReadOnlySpan<byte> MaxForwards => "max-forwards"u8;

    /// <summary>Pragma (RFC 9111 §5.4).</summary>
    public static ReadOnlySpan<byte> Pragma => "pragma"u8;

    /// <summary>Proxy-Authenticate (RFC 9110 §11.7.1).</summary>
    public static ReadOnlySpan<byte> ProxyAuthenticate => "proxy-authenticate"u8;

    /// <summary>Proxy-Authentication-Info (RFC 9110 §11.7.3).</summary>
    public static ReadOnlySpan<byte> ProxyAuthenticationInfo => "proxy-authentication-info"u8;

    /// <summary>Proxy-Authorization (RFC 9110 §11.7.2).</summary>
    public static ReadOnlySpan<byte> ProxyAuthorization => "proxy-authorization"u8;

    /// <summary>Proxy-Connection, which older clients send in place of Connection.</summary>
    public static ReadOnlySpan<byte> ProxyConnection => "proxy-connection"u8;

    /// <summary>Range (RFC 9110 §14.2).</summary>
    public static ReadOnlySpan<byte> Range => "range"u8;

    /// <summary>Set-Cookie (RFC 6265): an answer with it is never stored.</summary>
    public static ReadOnlySpan<byte> SetCookie => "set-cookie"u8;

    /// <summary>TE (RFC 9110 §10.1.4).</summary>
    public static ReadOnlySpan<byte> TE => "te"u8;

    /// <summary>Trailer (RFC 9110 §6.6.2).</summary>
    public static ReadOnlySpan<byte> Trailer => "trailer"u8;

    /// <summary>Transfer-Encoding (RFC 9112 §6.1).</summary>
    public static ReadOnlySpan<byte> TransferEncoding => "transfer-encoding"u8;

    /// <summary>Upgrade (RFC 9110 §7.8).</summary>
    public static ReadOnlySpan<byte> Upgrade => "upgrade"u8;

    /// <summary>User-Agent (RFC 9110 §10.1.5).</summary>
    public static ReadOnlySpan<byte> UserAgent => "user-agent"u8;

    /// <summary>Vary (RFC 9110 §12.5.5).</summary>
    public static ReadOnlySpan<byte> Vary => "vary"u8;

    /// <summary>Via (RFC 9110 §7.6.3).</summary>
    public static ReadOnlySpan<byte> Via => "via"u8;
}
