using System.Net;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Port;

/// <summary>
/// A stored response, held so that eviction cannot take it away while it is being served. Its body is read by offset, wherever
/// it lies. Safe for several readers; dispose it once, when done.
/// </summary>
public interface IStoredResponse : IDisposable
{
    /// <summary>The stored head, without hop-by-hop fields and without Age. Not to be changed.</summary>
    ResponseHead Head { get; }

    /// <summary>Octets of the body.</summary>
    long BodyLength { get; }

    /// <summary>The address that the response came from; each client must be allowed to reach it.</summary>
    IPEndPoint Origin { get; }

    /// <summary>Its current age (RFC 9111 §4.2.3) when it was looked up.</summary>
    TimeSpan Age { get; }

    /// <summary>How long it stays fresh from then on; negative once it is stale.</summary>
    TimeSpan TimeToLive { get; }

    /// <summary>Reads from the body.</summary>
    /// <param name="offset">Where from, 0 to <see cref="BodyLength"/>.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellationToken">Gives the read up.</param>
    /// <returns>Octets read; 0 only at the end or for an empty destination.</returns>
    ValueTask<int> ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken);
}
