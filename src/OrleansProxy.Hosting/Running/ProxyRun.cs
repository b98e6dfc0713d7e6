using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansProxy.Administration.Setup;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Limits;
using OrleansProxy.Hosting.Logging;
using OrleansProxy.Hosting.Web;
using OrleansProxy.Storage;

namespace OrleansProxy.Hosting.Running;

/// <summary>
/// One life of the program: settings, log, limits, parts, listening, stop. The parts start before the proxy port opens and stop
/// after it has drained, so that no request meets a part that is not there.
/// </summary>
internal sealed class ProxyRun(ProgramParts parts, ProgramConsole console, SettingSources sources, TimeProvider time)
{
    // Beyond draining: for the portal's own requests, and for the last records to reach the disk.
    private static readonly TimeSpan HostStopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Runs until told to stop.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        IReadOnlyList<SettingSource> loaded = sources.Load();
        SettingsSnapshot settings = SettingsReader.Read(loaded);
        parts.ChangeSettings(settings);
        using var log = new ProgramLog(settings.Logging, SerilogSection.Of(loaded));
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(log.Provider).SetMinimumLevel(LogLevel.Trace));
        ILogger<ProxyRun> logger = loggers.CreateLogger<ProxyRun>();
        try
        {
            using var faults = new UnobservedFaults(logger);
            LowerConnections(settings, logger);
            using var monitor = new SettingsMonitor(sources, settings, time, loggers.CreateLogger<SettingsMonitor>());
            monitor.Changed += changed => log.SetLevel(changed.Logging.Level);
            await using WebApplication host = await AdminHost.BuildAsync(
                settings, log.Provider, builder => AddPartsAsync(builder, settings, monitor, stopping), parts.UsePages).ConfigureAwait(false);
            await RunAsync(host, settings, stopping).ConfigureAwait(false);
            return stopping.IsCancellationRequested ? ExitCode.Success : ExitCode.Failure;
        }
        catch (ListenException exception)
        {
            console.Error.WriteLine(SettingMessage.OneLine(exception.Message));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StorageException or SetupException)
        {
            console.Error.WriteLine($"The proxy cannot run: {SettingMessage.OneLine(exception.Message)}");
        }

        return ExitCode.Failure;
    }

    private static void LowerConnections(SettingsSnapshot settings, ILogger logger)
    {
        int wanted = settings.Proxy.MaxConnections;
        if (ProcessLimits.RaiseOpenFiles() is { } limit && limit.Allow(wanted) < wanted)
        {
            RunLog.Lowered(logger, limit.Lowered(wanted));
            settings.Proxy.MaxConnections = limit.Allow(wanted);
        }
    }

    private Task AddPartsAsync(
        WebApplicationBuilder builder, SettingsSnapshot settings, SettingsMonitor monitor, CancellationToken cancellationToken)
    {
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(monitor)
            .AddSingleton(time)
            .AddSingleton(settings.Proxy)
            .AddSingleton(settings.Clients)
            .AddSingleton(settings.Destinations)
            .AddSingleton(settings.Cache)
            .AddSingleton(settings.Blacklist)
            .AddSingleton(settings.RateLimit)
            .AddSingleton(settings.Log)
            .AddSingleton(settings.History)
            .AddSingleton(settings.Admin);
        return parts.AddParts(builder, settings, cancellationToken);
    }

    private async Task RunAsync(WebApplication host, SettingsSnapshot settings, CancellationToken stopping)
    {
        IProxyListener? listener = host.Services.GetService<IProxyListener>();
        await StartHostAsync(host, settings, stopping).ConfigureAwait(false);
        try
        {
            if (listener is not null)
            {
                await StartListenerAsync(listener, settings, stopping).ConfigureAwait(false);
            }

            Uri portal = StartLines.Portal(AdminEndpoint(host));
            Uri? setupLink = await parts.SetupLink(host.Services, portal, stopping).ConfigureAwait(false);
            StartLines.Print(console, listener?.Endpoint, portal, setupLink);
            // The host stops by itself when a part of it that runs in the background has failed, which it has logged.
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, host.Lifetime.ApplicationStopping);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (listener is not null)
            {
                await listener.StopAsync(settings.Proxy.DrainTimeout).ConfigureAwait(false);
            }
        }
        finally
        {
            using var timeout = new CancellationTokenSource(HostStopTimeout, time);
            await host.StopAsync(timeout.Token).ConfigureAwait(false);
        }
    }

    private static async Task StartHostAsync(WebApplication host, SettingsSnapshot settings, CancellationToken stopping)
    {
        try
        {
            await host.StartAsync(stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or IOException { InnerException: not null })
        {
            throw ListenException.Of("Admin", settings.Admin.Host, settings.Admin.Port, exception);
        }
    }

    private static async Task StartListenerAsync(IProxyListener listener, SettingsSnapshot settings, CancellationToken stopping)
    {
        try
        {
            await listener.StartAsync(stopping).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw ListenException.Of("Proxy", settings.Proxy.Host, settings.Proxy.Port, exception);
        }
    }

    private static IPEndPoint AdminEndpoint(WebApplication host)
    {
        IServerAddressesFeature addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var bound = new Uri(addresses.Addresses.First());
        return new IPEndPoint(IPAddress.Parse(bound.Host), bound.Port);
    }
}
