using System.Net;

namespace OrleansProxy.Policy.Limits;

/// <summary>
/// The port to the limiter: never more than Count in any Period for one client (an IPv4 address, an IPv6 /64), whatever the
/// host. Thread-safe. The local and the grain implementation pass the same contract tests.
/// </summary>
public interface IRateLimits
{
    /// <summary>Asks for permits.</summary>
    /// <param name="client">The peer's address; an IPv4-mapped one counts as IPv4.</param>
    /// <param name="cost">Permits that the request costs, at least 1.</param>
    /// <param name="cancellationToken">Gives the question up; permits already taken stay taken.</param>
    ValueTask<RateLimitDecision> AcquireAsync(IPAddress client, int cost, CancellationToken cancellationToken);
}
