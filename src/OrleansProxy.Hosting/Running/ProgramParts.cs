using Microsoft.AspNetCore.Builder;
using OrleansProxy.Hosting.Configuration;

namespace OrleansProxy.Hosting.Running;

/// <summary>What a run is put together from; the programs and the tests differ in this alone.</summary>
internal sealed record ProgramParts
{
    /// <summary>Settings that this program does not take from its user.</summary>
    public Action<SettingsSnapshot> ChangeSettings { get; init; } = _ => { };

    /// <summary>
    /// Puts the parts into the container, <see cref="IProxyListener"/> among them where there is a proxy. In it are already
    /// <see cref="SettingsSnapshot"/>, <see cref="SettingsMonitor"/>, each options class, <see cref="CommandLine.ProgramConsole"/>,
    /// <see cref="TimeProvider"/> and logging.
    /// </summary>
    public required Func<WebApplicationBuilder, SettingsSnapshot, TimeProvider, CancellationToken, Task> AddParts { get; init; }

    /// <summary>Mounts the portal; /healthz is there already.</summary>
    public Action<WebApplication> UsePages { get; init; } = _ => { };

    /// <summary>The one-time link to set the portal up, given the portal's address; null once there is an account.</summary>
    public Func<IServiceProvider, Uri, CancellationToken, Task<Uri?>> SetupLink { get; init; } = (_, _, _) => Task.FromResult<Uri?>(null);
}
