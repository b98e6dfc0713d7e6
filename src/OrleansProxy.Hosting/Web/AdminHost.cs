using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Health;

namespace OrleansProxy.Hosting.Web;

/// <summary>
/// Builds the web host of the admin port, whose container also holds every part of the program. It starts from an empty builder:
/// the settings are read by us alone, and the default one would watch the working folder with all below it.
/// </summary>
internal static class AdminHost
{
    private const string Name = "OrleansProxy";

    // Anybody who reaches the port may open connections, and each takes a descriptor that the proxy may need: see DescriptorLimit.
    private const int MaxConnections = 128;
    private static readonly TimeSpan HeadTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Builds it without starting it.</summary>
    /// <param name="settings">Where it listens and keeps its keys.</param>
    /// <param name="logging">Where it logs to.</param>
    /// <param name="addParts">Puts the program's parts into the container; hosted ones are started with the host.</param>
    /// <param name="usePages">Mounts the portal.</param>
    /// <exception cref="IOException">The folder of the keys cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder of the keys may not be made.</exception>
    public static async Task<WebApplication> BuildAsync(
        SettingsSnapshot settings, ILoggerProvider logging, Func<WebApplicationBuilder, Task> addParts, Action<WebApplication> usePages)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = HeadTimeout;
            kestrel.Limits.KeepAliveTimeout = IdleTimeout;
            kestrel.Listen(IPAddress.Parse(settings.Admin.Host), settings.Admin.Port);
        });
        // SerilogLoggerProvider filters by level itself.
        builder.Logging.AddProvider(logging).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, AdminHostLifetime>();
        builder.Services.AddDataProtection()
            .SetApplicationName(Name)
            .PersistKeysToFileSystem(KeyFolder.Open(settings.History.Path));
        await addParts(builder).ConfigureAwait(false);

        WebApplication app = builder.Build();
        usePages(app);
        HealthEndpoint.Map(app, [.. app.Services.GetServices<HealthPart>()]);
        return app;
    }
}
