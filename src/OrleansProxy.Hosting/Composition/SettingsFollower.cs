using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Caching.Local;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Hosting.Composition;

/// <summary>Brings settings that change while the program runs to the parts that they are for, one change after the other.</summary>
internal sealed class SettingsFollower(
    SettingsMonitor monitor,
    ILiveSettings<RateLimitOptions> limits,
    ILiveSettings<BlacklistOptions> rules,
    ClientPolicy clients,
    ProxyCredentials credentials,
    DestinationPolicy destinations,
    LocalResponseCache cache,
    ILogger<SettingsFollower> logger) : IHostedService
{
    private Task _applying = Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        monitor.Changed += Apply;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        monitor.Changed -= Apply;
        return _applying.WaitAsync(cancellationToken);
    }

    private void Apply(SettingsSnapshot settings)
    {
        clients.Apply(settings.Clients);
        credentials.Apply(settings.Credentials);
        destinations.Apply(settings.Destinations);
        cache.Apply(settings.Cache);
        _applying = ApplyAsync(_applying, settings);
    }

    private async Task ApplyAsync(Task before, SettingsSnapshot settings)
    {
        await before.ConfigureAwait(false);
        try
        {
            await limits.ApplyAsync(settings.RateLimit, CancellationToken.None).ConfigureAwait(false);
            await rules.ApplyAsync(settings.Blacklist, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CompositionLog.NotApplied(logger, exception);
        }
    }
}
