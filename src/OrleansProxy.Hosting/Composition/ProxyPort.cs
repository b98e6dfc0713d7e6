using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using OrleansProxy.FrontEnd;
using OrleansProxy.Hosting.Running;
using OrleansProxy.Policy.Destinations;

namespace OrleansProxy.Hosting.Composition;

/// <summary>The front end as the program starts and stops it. Both listeners are made known to policy, so that nobody reaches them through the proxy.</summary>
internal sealed class ProxyPort(ProxyServer server, OwnListeners listeners, IServer admin, ILogger<ProxyPort> logger) : IProxyListener
{
    private volatile bool _listening;

    /// <inheritdoc />
    public bool IsListening => _listening;

    /// <inheritdoc />
    public IPEndPoint Endpoint => server.EndPoint;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listeners.RefreshFailed += fault => CompositionLog.MachineAddressesNotRead(logger, fault);

        // The portal listens already; it must be known before the first request could ask for it.
        foreach (string address in admin.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var bound = new Uri(address);
            listeners.Add(new IPEndPoint(IPAddress.Parse(bound.Host), bound.Port));
        }

        server.Start();
        listeners.Add(server.EndPoint);
        _listening = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(TimeSpan drain)
    {
        _listening = false;
        await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
