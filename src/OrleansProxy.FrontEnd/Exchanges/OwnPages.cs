using OrleansProxy.FrontEnd.Answers;
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

    /// <summary>The stats page by its exact host and port, the page that explains the proxy in origin-form, or null for all the rest.</summary>
    public Answer? Find()
    {
        RequestTarget target = _exchange.Target;
        if (target.Form is TargetForm.Origin or TargetForm.Asterisk)
        {
            return WelcomePage.Make(_client.Local.ToString());
        }

        if (target.Form is not TargetForm.Absolute || target.Host != StatsPage.Host || target.Port != 80)
        {
            return null;
        }

        return target.PathAndQuery is "/" ? Stats() : NotFound;
    }

    private static Answer NotFound { get; } = new(
        404,
        "text/plain; charset=utf-8",
        "There is only http://proxy-stats/ here.\n"u8.ToArray(),
        [new("Cache-Control", "no-store"), new("X-Content-Type-Options", "nosniff")]);

    private Answer Stats() => StatsPage.Make(
        _proxy.Ports.Counters.Read(),
        _proxy.Ports.Live.Recent(RowsLookedAt),
        _exchange.ClientAddress,
        _proxy.Ports.Clients.MaySeeAll(_exchange.ClientAddress),
        _proxy.Time.GetUtcNow());
}
