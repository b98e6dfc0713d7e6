using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansProxy.Administration;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Administration.Setup;
using OrleansProxy.Administration.SignIn;
using OrleansProxy.Administration.Tests.Accounts;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Policy.Tests.Credentials;
using OrleansProxy.Portal.Live;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Live;

namespace OrleansProxy.Portal.Tests.Fakes;

/// <summary>The portal on a real Kestrel at a free port of loopback, over fakes.</summary>
internal sealed class PortalTestHost : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly WebApplication _application;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private PortalTestHost(LocalRuleBook rules, InMemoryUserStore store, UserBook users, Action<AdminOptions>? configure, int port)
    {
        Rules = rules;
        Users = store;
        Options = new AdminOptions { SetupLinkFile = Path.Combine(_folder, "setup-link.txt") };
        configure?.Invoke(Options);
        Accounts = new(Store, new PasswordHasher(), Time);
        SetupLink = new(Options, Accounts);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddPortal();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(Options).AddSingleton(Accounts).AddSingleton(SetupLink);
        builder.Services.AddSingleton(new LoginThrottle(Time));
        builder.Services.AddSingleton<ITrafficHistory>(History).AddSingleton<ILiveTraffic>(Live).AddSingleton<IRuleBook>(Rules);
        builder.Services.AddSingleton<IUserStore>(Users).AddSingleton(users).AddSingleton<PasswordHasher>();
        builder.Services.AddSingleton(Counters).AddSingleton(Pulse);
        builder.Services.AddSingleton(new PortalInfo("0.1.0", "127.0.0.1:8080"));
        _application = builder.Build();
        _application.UsePortal();
    }

    public ManualTime Time { get; } = new();

    public InMemoryAccountStore Store { get; } = new();

    public FakeHistory History { get; } = new();

    public LiveTraffic Live { get; } = new();

    public LocalRuleBook Rules { get; }

    public InMemoryUserStore Users { get; }

    public HistoryPulse Pulse { get; } = new();

    public ProxyCounters Counters { get; } = new(TimeProvider.System);

    public AdminOptions Options { get; }

    public AdminAccounts Accounts { get; }

    public SetupLink SetupLink { get; }

    public Uri Address => new(_application.Urls.First());

    /// <summary>Starts with an account "admin", or without one where <paramref name="withAccount"/> is false.</summary>
    public static async Task<PortalTestHost> StartAsync(
        Action<AdminOptions>? configure = null, bool withAccount = true, int port = 0)
    {
        var store = new InMemoryUserStore();
        var host = new PortalTestHost(
            await Books.OpenAsync(), store, await UserBook.OpenAsync(store, CancellationToken.None), configure, port);
        if (withAccount)
        {
            await host.Accounts.CreateFirstAsync("admin", Password, CancellationToken.None);
        }

        await host._application.StartAsync();
        return host;
    }

    /// <summary>A browser without sessions, which follows no redirect by itself.</summary>
    public TestBrowser OpenBrowser() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Rules.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
