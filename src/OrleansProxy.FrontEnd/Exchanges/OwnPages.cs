using System.Net;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.AutoConfiguration;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Stats;
using OrleansProxy.Http.Targets;

namespace OrleansProxy.FrontEnd.Exchanges;

/// <summary>Which requests are for the proxy itself, and the pages that answer them.</summary>
internal sealed class OwnPages
{
    private const int RowsLookedAt = 1000;

    private readonly ProxyParts _proxy;
    private readonly Connection _client;
    private readonly Exchange _exchange;

    public OwnPages(ProxyParts proxy, Connection client, Exchange exchange)
    {
        _proxy = proxy;
        _client = client;
        _exchange = exchange;
    }

    /// <summary>
    /// The stats page by its exact host and port; in origin-form the script for browsers, or the page that explains the proxy; null
    /// for all the rest.
    /// </summary>
    public Answer? Find()
    {
        RequestTarget target = _exchange.Target;
        if (target.Form is TargetForm.Origin or TargetForm.Asterisk)
        {
            return ToOurselves(target.PathAndQuery.Split('?')[0]);
        }

        if (target.Form is not TargetForm.Absolute || target.Host != StatsPage.Host || target.Port != 80)
        {
            return null;
        }

        return target.PathAndQuery is "/" ? Stats() : NotFound;
    }

    private static Answer NotFound { get; } = Told(404, "There is only http://proxy-stats/ here.\n"u8);

    private static Answer WpadOff { get; } = Told(404, "Proxy:Wpad is off; the script is at /proxy.pac.\n"u8);

    private static Answer ReadOnly { get; } = Told(405, "This can only be read.\n"u8, new KeyValuePair<string, string>("Allow", "GET, HEAD"));

    private static Answer Told(int status, ReadOnlySpan<byte> text, params KeyValuePair<string, string>[] fields) => new(
        status,
        "text/plain; charset=utf-8",
        text.ToArray(),
        [.. fields, new("Cache-Control", "no-store"), new("X-Content-Type-Options", "nosniff")]);

    private Answer ToOurselves(string path) => path switch
    {
        "/proxy.pac" => Script(),
        "/wpad.dat" => _proxy.Options.Wpad ? Script() : WpadOff,
        _ => WelcomePage.Make(Ourselves().ToString()),
    };

    private Answer Script() => _exchange.IsHead || _exchange.Request.Method.SequenceEqual("GET"u8)
        ? AutoConfigScript.Make(Ourselves(), _proxy.Ports.Destinations.AllowedSpecial)
        : ReadOnly;

    /// <summary>
    /// Our end of the client's connection, which is where it has found us, as clients write it: an IPv4-mapped address as IPv4, and
    /// without a zone, which means nothing elsewhere.
    /// </summary>
    private IPEndPoint Ourselves()
    {
        IPEndPoint local = _client.Local;
        IPAddress address = local.Address.IsIPv4MappedToIPv6 ? local.Address.MapToIPv4() : new IPAddress(local.Address.GetAddressBytes());
        return new IPEndPoint(address, local.Port);
    }

    private Answer Stats() => StatsPage.Make(
        _proxy.Ports.Counters.Read(),
        _proxy.Ports.Live.Recent(RowsLookedAt),
        _exchange.ClientAddress,
        _proxy.Ports.Clients.MaySeeAll(_exchange.ClientAddress),
        _proxy.Time.GetUtcNow());
}
