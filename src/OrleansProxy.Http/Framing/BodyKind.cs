namespace OrleansProxy.Http.Framing;

/// <summary>How the end of a body is found (RFC 9112 §6).</summary>
public enum BodyKind : byte
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>By a length known beforehand.</summary>
    Length,

    /// <summary>By the chunked coding.</summary>
    Chunked,

    /// <summary>By the end of the connection; responses only.</summary>
    UntilClose,
}
