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
using OrleansProxy.Traffic.Recording;

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
        using var log = new ProgramLog(settings.Logging, SerilogSection.Of(loaded));
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(log.Provider).SetMinimumLevel(LogLevel.Trace));
        ILogger<ProxyRun> logger = loggers.CreateLogger<ProxyRun>();
        try
        {
            using var faults = new UnobservedFaults(logger);
            using IDisposable? fileSize = FileSizeSignal.Ignore();
            int wanted = settings.Proxy.MaxConnections;
            DescriptorLimit? limit = ProcessLimits.RaiseOpenFiles();
            Adapt(settings, limit);
            if (limit is { } descriptors && settings.Proxy.MaxConnections < wanted)
            {
                RunLog.Lowered(logger, descriptors.Lowered(wanted, settings.Proxy.MaxConnections));
            }

            using var monitor = new SettingsMonitor(
                sources, settings, time, loggers.CreateLogger<SettingsMonitor>(), read => Adapt(read, limit));
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StorageException
            or TrafficStoreException or SetupException)
        {
            console.Error.WriteLine($"The proxy cannot run: {SettingMessage.OneLine(exception.Message)}");
        }

        return ExitCode.Failure;
    }

    /// <summary>Makes what was read what this program on this machine can be: at the start, and at each edit again.</summary>
    private void Adapt(SettingsSnapshot settings, DescriptorLimit? limit)
    {
        parts.ChangeSettings(settings);
        if (limit is { } descriptors)
        {
            settings.Proxy.MaxConnections = descriptors.Allow(settings.Proxy.MaxConnections, settings.Proxy.MaxIdleOriginConnections);
            settings.Proxy.MaxIdleOriginConnections = descriptors.AllowIdle(settings.Proxy.MaxIdleOriginConnections);
        }
    }

    private Task AddPartsAsync(
        WebApplicationBuilder builder, SettingsSnapshot settings, SettingsMonitor monitor, CancellationToken cancellationToken)
    {
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(monitor)
            .AddSingleton(console)
            .AddSingleton(time)
            .AddSingleton(settings.Proxy)
            .AddSingleton(settings.Clients)
            .AddSingleton(settings.Credentials)
            .AddSingleton(settings.Destinations)
            .AddSingleton(settings.Cache)
            .AddSingleton(settings.Blacklist)
            .AddSingleton(settings.RateLimit)
            .AddSingleton(settings.Log)
            .AddSingleton(settings.History)
            .AddSingleton(settings.Admin);
        return parts.AddParts(builder, settings, time, cancellationToken);
    }

    private async Task RunAsync(WebApplication host, SettingsSnapshot settings, CancellationToken stopping)
    {
        await StartHostAsync(host, settings, stopping).ConfigureAwait(false);
        try
        {
            if (host.Services.GetService<IProxyListener>() is { } listener)
            {
                await ListenAsync(listener, host, settings, stopping).ConfigureAwait(false);
            }
            else
            {
                await WaitAsync(null, host, stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            using var timeout = new CancellationTokenSource(HostStopTimeout, time);
            await host.StopAsync(timeout.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Opens the proxy port; whatever ends the run, the requests in flight drain before the parts that they need stop.</summary>
    private async Task ListenAsync(IProxyListener listener, WebApplication host, SettingsSnapshot settings, CancellationToken stopping)
    {
        await StartListenerAsync(listener, settings, stopping).ConfigureAwait(false);
        try
        {
            await WaitAsync(listener.Endpoint, host, stopping).ConfigureAwait(false);
        }
        finally
        {
            await listener.StopAsync(settings.Proxy.DrainTimeout).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(IPEndPoint? proxy, WebApplication host, CancellationToken stopping)
    {
        Uri portal = StartLines.Portal(AdminEndpoint(host));
        Uri? setupLink = await parts.SetupLink(host.Services, portal, stopping).ConfigureAwait(false);
        StartLines.Print(console, proxy, portal, setupLink);
        // The host stops by itself when a part of it that runs in the background has failed, which it has logged.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, host.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
