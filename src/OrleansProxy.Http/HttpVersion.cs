namespace OrleansProxy.Http;

/// <summary>The versions that we speak (RFC 9112 §2.3).</summary>
public enum HttpVersion : byte
{
    /// <summary>HTTP/1.0: no chunked coding, closes unless asked to keep alive.</summary>
    Http10,

    /// <summary>HTTP/1.1: keeps alive unless told to close.</summary>
    Http11,
}
