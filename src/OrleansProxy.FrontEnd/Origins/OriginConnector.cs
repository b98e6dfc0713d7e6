using System.Net;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.Policy.Destinations;

namespace OrleansProxy.FrontEnd.Origins;

/// <summary>
/// Resolves a host, leaves out the addresses that this client may not reach, and connects to one of the rest: the address that was
/// checked is the address that gets connected. Thread-safe.
/// </summary>
internal sealed class OriginConnector
{
    private readonly ProxyOptions _options;
    private readonly IDestinationPolicy _destinations;
    private readonly HostResolver _resolver;
    private readonly ITransports _transports;
    private readonly DeadlineClock _clock;
    private readonly TimeProvider _time;

    public OriginConnector(
        ProxyOptions options,
        IDestinationPolicy destinations,
        HostResolver resolver,
        ITransports transports,
        DeadlineClock clock,
        TimeProvider time)
    {
        _transports = transports;
        _options = options;
        _destinations = destinations;
        _resolver = resolver;
        _clock = clock;
        _time = time;
    }

    /// <summary>Connects within Proxy:ConnectTimeout, resolving included.</summary>
    public async ValueTask<OriginConnect> ConnectAsync(IPAddress client, OriginKey origin, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        long start = _time.GetTimestamp();
        TimeSpan? dnsTime = null;
        try
        {
            IPAddress[] addresses = await _resolver.ResolveAsync(origin.Host, either.Token).ConfigureAwait(false);
            dnsTime = IPAddress.TryParse(origin.Host, out _) ? null : _time.GetElapsedTime(start);
            if (addresses.Length == 0)
            {
                return new OriginConnect(null, OriginFault.NotResolved, $"The host {origin.Host} could not be resolved.", dnsTime, null);
            }

            List<IPEndPoint> allowed = Allowed(client, addresses, origin.Port, out string refusal);
            if (allowed.Count == 0)
            {
                return new OriginConnect(null, OriginFault.Prohibited, refusal, dnsTime, null);
            }

            return await RaceAsync(allowed, origin, dnsTime, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OriginConnect(null, OriginFault.TimedOut, $"{origin.Host} took no connection in time.", dnsTime, null);
        }
    }

    private List<IPEndPoint> Allowed(IPAddress client, IPAddress[] addresses, int port, out string refusal)
    {
        var allowed = new List<IPEndPoint>(addresses.Length);
        refusal = "";
        foreach (IPAddress address in addresses)
        {
            var endPoint = new IPEndPoint(address, port);
            DestinationVerdict verdict = _destinations.CheckAddress(client, endPoint);
            if (verdict.Allowed)
            {
                allowed.Add(endPoint);
            }
            else
            {
                refusal = verdict.Reason;
            }
        }

        return allowed;
    }

    private async Task<OriginConnect> RaceAsync(
        List<IPEndPoint> addresses, OriginKey origin, TimeSpan? dnsTime, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        ITransport? winner = await ConnectRace.RunAsync(addresses, _transports, _time, cancellationToken).ConfigureAwait(false);
        if (winner is null)
        {
            return new OriginConnect(null, OriginFault.Refused, $"{origin.Host} refused the connection.", dnsTime, null);
        }

        var connection = new Connection(winner, Peer.Origin, _options.BufferSize, _clock);
        return new OriginConnect(connection, default, "", dnsTime, _time.GetElapsedTime(start));
    }
}
