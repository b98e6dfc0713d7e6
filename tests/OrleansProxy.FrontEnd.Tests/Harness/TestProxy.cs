using System.Net;
using Microsoft.Extensions.Logging;
using OrleansProxy.Caching.Local;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Destinations;
using OrleansProxy.Policy.Limits;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Counters;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>A whole proxy on loopback with the real policy behind it. An error in its log fails the test at the end.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly LocalRuleBook _rules;
    private readonly OwnListeners _listeners;
    private readonly ErrorLog _log = new();

    private TestProxy(TestSettings settings, LocalRuleBook rules)
    {
        _rules = rules;
        Counters = new ProxyCounters(settings.Time);
        Traffic = new RecordingSink(Counters);
        _listeners = new OwnListeners(settings.Time);
        var ports = new ProxyPorts(
            new ClientPolicy(settings.Clients),
            new LocalRateLimits(settings.Limits, settings.Time),
            rules,
            settings.DestinationPolicy ?? new DestinationPolicy(settings.Destinations, _listeners),
            settings.Cache is null ? null : new LocalResponseCache(settings.Cache, settings.Time),
            Traffic,
            Counters,
            Traffic)
        {
            Credentials = settings.Credentials,
        };
        Server = new ProxyServer(settings.Proxy, ports, settings.Time, _log, viaName: "orleansproxy");
        Server.Start();
        _listeners.Add(Server.EndPoint);
    }

    public ProxyServer Server { get; }

    public IRuleBook Rules => _rules;

    public ProxyCounters Counters { get; }

    public RecordingSink Traffic { get; }

    public static async Task<TestProxy> StartAsync(Action<TestSettings>? change = null)
    {
        var settings = new TestSettings();
        change?.Invoke(settings);
        LocalRuleBook rules = await LocalRuleBook.OpenAsync(
            new InMemoryRuleStore(), settings.Blacklist, settings.Time, TestContext.Current.CancellationToken);
        return new TestProxy(settings, rules);
    }

    public Task<Wire> ConnectAsync() => Wire.ConnectAsync(Server.EndPoint);

    /// <summary>Connects from an address of the test's choice.</summary>
    public Task<Wire> ConnectAsync(IPAddress from) => Wire.ConnectAsync(Server.EndPoint, from);

    /// <summary>Opens a connection, sends this, and returns all that comes until the proxy ends it.</summary>
    public async Task<string> AskOnceAsync(string octets)
    {
        using Wire client = await ConnectAsync();
        await client.SendAsync(octets);
        return await client.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _rules.Dispose();
        _listeners.Dispose();
        Assert.Empty(_log.Errors);
        Assert.Equal(0, Counters.Read().OpenConnections);
        Assert.Equal(0, Counters.Read().OpenTunnels);
    }

    private sealed class ErrorLog : ILogger<ProxyServer>
    {
        private readonly List<string> _errors = [];

        public IReadOnlyList<string> Errors
        {
            get
            {
                lock (_errors)
                {
                    return [.. _errors];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_errors)
            {
                _errors.Add($"{formatter(state, exception)}: {exception}");
            }
        }
    }
}
