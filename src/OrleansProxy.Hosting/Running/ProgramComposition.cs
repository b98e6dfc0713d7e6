using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansProxy.Administration.Setup;
using OrleansProxy.Hosting.Composition;
using OrleansProxy.Hosting.Demo;
using OrleansProxy.Portal;

namespace OrleansProxy.Hosting.Running;

/// <summary>The parts of the real programs.</summary>
internal static class ProgramComposition
{
    /// <summary>The portal alone, over synthetic traffic.</summary>
    public static ProgramParts Demo { get; } = new()
    {
        ChangeSettings = DemoParts.Change,
        AddParts = DemoParts.AddAsync,
        UsePages = app => app.UsePortal(),
        SetupLink = PrepareSetupLinkAsync,
    };

    /// <summary>The proxy with its portal: everything in this process, but for what the program replaces.</summary>
    public static ProgramParts Proxy(Action<IHostApplicationBuilder>? replaceParts) => new()
    {
        AddParts = async (builder, settings, time, cancellationToken) =>
        {
            await LocalParts.AddProxyAsync(builder, settings, time, cancellationToken).ConfigureAwait(false);
            replaceParts?.Invoke(builder);
        },
        UsePages = app => app.UsePortal(),
        SetupLink = PrepareSetupLinkAsync,
    };

    private static Task<Uri?> PrepareSetupLinkAsync(IServiceProvider services, Uri portal, CancellationToken cancellationToken) =>
        services.GetRequiredService<SetupLink>().PrepareAsync(portal, cancellationToken);
}
