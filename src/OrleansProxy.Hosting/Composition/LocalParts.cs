using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Administration.Setup;
using OrleansProxy.Administration.SignIn;
using OrleansProxy.Caching;
using OrleansProxy.Caching.Local;
using OrleansProxy.Caching.Port;
using OrleansProxy.FrontEnd;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Health;
using OrleansProxy.Hosting.Memory;
using OrleansProxy.Hosting.Running;
using OrleansProxy.Policy;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Rules.Lists;
using OrleansProxy.Portal;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.LogTree;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Puts every part of the one-process program into the container. What the container makes it also disposes, the last made first:
/// so the storage is made before what writes through it.
/// </summary>
internal static class LocalParts
{
    /// <summary>Adds the parts of the proxy and of the portal.</summary>
    /// <exception cref="StorageException">The database cannot be opened; the message says why.</exception>
    public static async Task AddProxyAsync(
        WebApplicationBuilder builder, SettingsSnapshot settings, TimeProvider time, CancellationToken cancellationToken)
    {
        SqliteStorage storage = await SqliteStorage.OpenAsync(settings.History.Path, cancellationToken).ConfigureAwait(false);
        storage.BatchSize = TrafficRecorder.BatchSizeFor(settings.History);
        await AddStorageAsync(builder.Services, storage, settings, time, cancellationToken).ConfigureAwait(false);
        AddPolicy(builder.Services);
        AddTraffic(builder.Services, settings);
        AddPortal(builder.Services, settings, isDemo: false);
        builder.Services.AddSingleton<ProxyServer>();
        builder.Services.AddSingleton<IProxyListener, ProxyPort>();
        builder.Services.AddSingleton(provider => ProxyHealth(provider.GetRequiredService<IProxyListener>()));
        builder.Services.AddHostedService<HistoryRetentionService>();
        builder.Services.AddHostedService<SettingsFollower>();
        builder.Services.AddHostedService<UserRefresh>();
        builder.Services.AddHostedService<ListFollower>();
        builder.Services.AddHostedService<QuietCollection>();
    }

    /// <summary>Adds what is kept in the database: history, rules, accounts, users.</summary>
    public static async Task AddStorageAsync(
        IServiceCollection services,
        SqliteStorage storage,
        SettingsSnapshot settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        LocalRuleBook rules = await LocalRuleBook
            .OpenAsync(storage.Rules, settings.Blacklist, time, cancellationToken).ConfigureAwait(false);
        UserBook users = await UserBook.OpenAsync(storage.Users, cancellationToken).ConfigureAwait(false);
        services
            .AddSingleton(_ => storage)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Accounts)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Rules)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Users)
            .AddSingleton(users)
            .AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().TrafficStore)
            .AddSingleton(_ => rules)
            .AddSingleton<IRuleBook>(provider => provider.GetRequiredService<LocalRuleBook>())
            .AddSingleton<ILiveSettings<BlacklistOptions>>(provider => provider.GetRequiredService<LocalRuleBook>())
            .AddSingleton<ILiveSettings<RuleLists>>(provider => provider.GetRequiredService<LocalRuleBook>());
        if (settings.History.Enabled)
        {
            services.AddSingleton<ITrafficHistory>(provider => provider.GetRequiredService<SqliteStorage>().History);
        }
    }

    /// <summary>Adds the counters, the live feed, the recorder and the access log, and the hub that feeds them.</summary>
    public static void AddTraffic(IServiceCollection services, SettingsSnapshot settings)
    {
        services.AddSingleton<ProxyCounters>();
        services.AddSingleton<LiveTraffic>();
        services.AddSingleton<ILiveTraffic>(provider => provider.GetRequiredService<LiveTraffic>());
        services.AddSingleton(provider => new AccessLogWriter(
            settings.Log, provider.GetRequiredService<ProgramConsole>().LogLines, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => AccessLogHealth(provider.GetRequiredService<AccessLogWriter>()));
        if (settings.Log.Tree)
        {
            services.AddSingleton(provider => new LogTreeWriter("Logs", provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton(provider => LogTreeHealth(provider.GetRequiredService<LogTreeWriter>()));
        }

        if (settings.History.Enabled)
        {
            services.AddSingleton<TrafficRecorder>();
            services.AddSingleton(provider => HistoryHealth(provider.GetRequiredService<TrafficRecorder>()));
        }

        services.AddSingleton<ITrafficSink>(provider => new TrafficHub(
            provider.GetRequiredService<ProxyCounters>(),
            provider.GetRequiredService<LiveTraffic>(),
            provider.GetService<TrafficRecorder>(),
            provider.GetRequiredService<AccessLogWriter>(),
            provider.GetService<LogTreeWriter>(),
            settings.History.Privacy));
        services.AddHostedService<TrafficLifetime>();
    }

    /// <summary>Adds the portal and the accounts that sign in to it.</summary>
    public static void AddPortal(IServiceCollection services, SettingsSnapshot settings, bool isDemo)
    {
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<AdminAccounts>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<SetupLink>();
        services.AddSingleton(new PortalInfo(
            ProgramVersion.Number, isDemo ? "" : $"{settings.Proxy.Host}:{settings.Proxy.Port}", isDemo));
        services.AddPortal();
    }

    private static void AddPolicy(IServiceCollection services)
    {
        services.AddSingleton<LocalRateLimits>();
        services.AddSingleton<IRateLimits>(provider => provider.GetRequiredService<LocalRateLimits>());
        services.AddSingleton<ILiveSettings<RateLimitOptions>>(provider => provider.GetRequiredService<LocalRateLimits>());
        services.AddSingleton(provider => new OwnListeners(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DestinationPolicy>();
        services.AddSingleton<IDestinationPolicy>(provider => provider.GetRequiredService<DestinationPolicy>());
        services.AddSingleton<ClientPolicy>();
        services.AddSingleton<IClientPolicy>(provider => provider.GetRequiredService<ClientPolicy>());
        services.AddSingleton<IPasswordVerifier, Pbkdf2Verifier>();
        services.AddSingleton<ProxyCredentials>();
        services.AddSingleton<IProxyCredentials>(provider => provider.GetRequiredService<ProxyCredentials>());
        services.AddSingleton<LocalResponseCache>();
        services.AddSingleton<IResponseCache>(provider => provider.GetRequiredService<LocalResponseCache>());
        services.AddSingleton(provider => new ProxyPorts(
            provider.GetRequiredService<IClientPolicy>(),
            provider.GetRequiredService<IRateLimits>(),
            provider.GetRequiredService<IRuleBook>(),
            provider.GetRequiredService<IDestinationPolicy>(),
            provider.GetRequiredService<CacheOptions>().Enabled ? provider.GetRequiredService<IResponseCache>() : null,
            provider.GetRequiredService<ITrafficSink>(),
            provider.GetRequiredService<ProxyCounters>(),
            provider.GetRequiredService<ILiveTraffic>())
        {
            Credentials = provider.GetRequiredService<IProxyCredentials>(),
        });
    }

    private static HealthPart ProxyHealth(IProxyListener listener) =>
        new("proxy", () => listener.IsListening ? HealthStatus.Up : HealthStatus.Down);

    private static HealthPart HistoryHealth(TrafficRecorder recorder) =>
        new("history", () => recorder.LastError is null ? HealthStatus.Up : HealthStatus.Degraded);

    private static HealthPart AccessLogHealth(AccessLogWriter log) =>
        new("log", () => log.LastError is null ? HealthStatus.Up : HealthStatus.Degraded);

    private static HealthPart LogTreeHealth(LogTreeWriter tree) =>
        new("log tree", () => tree.LastError is null ? HealthStatus.Up : HealthStatus.Degraded);
}
