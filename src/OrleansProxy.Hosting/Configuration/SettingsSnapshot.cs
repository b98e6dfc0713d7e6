using OrleansProxy.Administration;
using OrleansProxy.Caching;
using OrleansProxy.FrontEnd;
using OrleansProxy.Hosting.Logging;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Hosting.Configuration;

/// <summary>All settings at one moment. Filled while it is read, never edited afterwards; a change brings another one.</summary>
internal sealed class SettingsSnapshot
{
    /// <summary>Sockets, heads and time.</summary>
    public ProxyOptions Proxy { get; } = new();

    /// <summary>Who may use the proxy.</summary>
    public ClientOptions Clients { get; } = new();

    /// <summary>Whether they must say who they are.</summary>
    public CredentialOptions Credentials { get; } = new();

    /// <summary>Where clients may go.</summary>
    public DestinationOptions Destinations { get; } = new();

    /// <summary>The cache.</summary>
    public CacheOptions Cache { get; } = new();

    /// <summary>Rules from configuration.</summary>
    public BlacklistOptions Blacklist { get; } = new();

    /// <summary>The limit of each client.</summary>
    public RateLimitOptions RateLimit { get; } = new();

    /// <summary>The access log.</summary>
    public LogOptions Log { get; } = new();

    /// <summary>What the program itself has to say.</summary>
    public ProgramLogOptions Logging { get; } = new();

    /// <summary>The history in SQL.</summary>
    public HistoryOptions History { get; } = new();

    /// <summary>The portal.</summary>
    public AdminOptions Admin { get; } = new();

    /// <summary>Where each setting that is not a default came from, by key.</summary>
    public Dictionary<string, string> Origins { get; } = new(StringComparer.OrdinalIgnoreCase);
}
