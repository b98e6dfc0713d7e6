namespace OrleansProxy.Http.Targets;

/// <summary>The forms of a request target (RFC 9112 §3.2).</summary>
public enum TargetForm
{
    /// <summary><c>http://host:port/path?query</c>: to be forwarded.</summary>
    Absolute,

    /// <summary><c>host:port</c>, for CONNECT only.</summary>
    Authority,

    /// <summary><c>/path?query</c>: meant for ourselves.</summary>
    Origin,

    /// <summary><c>*</c>, for OPTIONS only: meant for ourselves.</summary>
    Asterisk,
}
