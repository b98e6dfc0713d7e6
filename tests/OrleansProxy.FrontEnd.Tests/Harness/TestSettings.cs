using OrleansProxy.Caching;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>What a test proxy runs on: the defaults, but for a free port and what the test changes.</summary>
internal sealed class TestSettings
{
    public ProxyOptions Proxy { get; } = new() { Port = 0, Sockets = TestTransports.Kind };

    public ClientOptions Clients { get; } = new();

    public DestinationOptions Destinations { get; } = new();

    public RateLimitOptions Limits { get; } = new();

    public BlacklistOptions Blacklist { get; } = new();

    public CacheOptions? Cache { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Who is asked for credentials; nobody when null.</summary>
    public IProxyCredentials? Credentials { get; set; }

    /// <summary>Takes the place of the destination policy.</summary>
    public IDestinationPolicy? DestinationPolicy { get; set; }
}
