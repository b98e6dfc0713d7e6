using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Hosting.Composition;

/// <summary>Brings settings that change while the program runs to the parts that they are for.</summary>
internal sealed class SettingsFollower(
    SettingsMonitor monitor,
    LocalRateLimits limits,
    ClientPolicy clients,
    DestinationPolicy destinations,
    LocalRuleBook rules,
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
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        monitor.Changed -= Apply;
        await _applying.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Apply(SettingsSnapshot settings)
    {
        limits.Apply(settings.RateLimit);
        clients.Apply(settings.Clients);
        destinations.Apply(settings.Destinations);
        _applying = ApplyRulesAsync(_applying, settings.Blacklist);
    }

    private async Task ApplyRulesAsync(Task before, BlacklistOptions options)
    {
        await before.ConfigureAwait(false);
        try
        {
            await rules.ApplyAsync(options, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            CompositionLog.RulesNotApplied(logger, exception);
        }
    }
}
