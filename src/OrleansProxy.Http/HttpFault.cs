namespace OrleansProxy.Http;

/// <summary>Why a message was refused.</summary>
/// <param name="Status">
/// The status to answer with: 4xx, 501 or 505 for a request; 502 for a response. 0 stands for no fault.
/// </param>
/// <param name="Reason">One sentence for the person at the client; it quotes nothing that was sent.</param>
public readonly record struct HttpFault(int Status, string Reason)
{
    /// <summary>Nothing is wrong.</summary>
    public static HttpFault None { get; }

    /// <summary>Whether this is a fault.</summary>
    public bool IsFault => Status != 0;

    internal static HttpFault BadRequest(string reason) => new(400, reason);

    internal static HttpFault BadGateway(string reason) => new(502, reason);
}
