using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Hosting.Composition;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Storage;

namespace OrleansProxy.Hosting.Demo;

/// <summary>The parts of the command <c>demo</c>: the portal over a database of its own with synthetic traffic, and no proxy.</summary>
internal static class DemoParts
{
    /// <summary>The demo's database, made anew at each start, relative to the working folder.</summary>
    public const string DatabasePath = "Logs/Demo/demo_traffic.db";

    /// <summary>Turns the settings into the demo's: its own database and set-up link, and no access log.</summary>
    public static void Change(SettingsSnapshot settings)
    {
        settings.History.Path = DatabasePath;
        settings.History.Enabled = true;
        settings.Log.File = "";
        settings.Log.Console = false;
        settings.Log.Tree = false;
        settings.Admin.SetupLinkFile = "Logs/Demo/setup-link.txt";
    }

    /// <summary>Makes the database anew and adds the parts.</summary>
    public static async Task AddAsync(
        WebApplicationBuilder builder, SettingsSnapshot settings, TimeProvider time, CancellationToken cancellationToken)
    {
        SqliteStorage storage = await SqliteStorage.OpenNewAsync(settings.History.Path, cancellationToken).ConfigureAwait(false);
        await LocalParts.AddStorageAsync(builder.Services, storage, settings, time, cancellationToken).ConfigureAwait(false);
        LocalParts.AddTraffic(builder.Services, settings);
        LocalParts.AddPortal(builder.Services, settings, isDemo: true);
        builder.Services.AddHostedService<DemoFeed>();
    }
}
