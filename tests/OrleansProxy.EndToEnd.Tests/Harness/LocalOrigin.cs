using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>A web server on loopback for the proxy to fetch from. Its pages are those of <see cref="OriginPages"/>.</summary>
internal sealed class LocalOrigin : IAsyncDisposable
{
    // CONNECT reaches only 80, 443 and 8443 on default settings, and default settings are what is tested.
    private static readonly int[] TunnelPorts = [8443, 443];
    private readonly WebApplication _application;
    private int _requests;

    private LocalOrigin(WebApplication application, string scheme)
    {
        _application = application;
        Scheme = scheme;
        application.Use(CountAsync);
        OriginPages.Map(application);
    }

    /// <summary>"http" or "https".</summary>
    public string Scheme { get; }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; private set; }

    /// <summary>How many requests have arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The absolute address of one of its pages, by name.</summary>
    public string Url(string path) => $"{Scheme}://localhost:{Port}{path}";

    /// <summary>An origin that speaks plain HTTP, on a free port.</summary>
    public static Task<LocalOrigin> StartHttpAsync() => StartAsync("http", 0);

    /// <summary>An origin that speaks HTTPS with a certificate of its own, on a port that CONNECT may reach.</summary>
    public static async Task<LocalOrigin> StartHttpsAsync()
    {
        foreach (int port in TunnelPorts)
        {
            try
            {
                return await StartAsync("https", port);
            }
            catch (IOException) when (port != TunnelPorts[^1])
            {
                // In use, or not ours to take: the next one may do.
            }
        }

        throw new InvalidOperationException("unreachable: the last port's failure is thrown above");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task<LocalOrigin> StartAsync(string scheme, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (scheme == "https")
                {
                    listen.UseHttps(OriginCertificate.Make());
                }
            });
        });
        var origin = new LocalOrigin(builder.Build(), scheme);
        await origin._application.StartAsync();
        var addresses = origin._application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses;
        origin.Port = new Uri(addresses.Single()).Port;
        return origin;
    }

    private Task CountAsync(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref _requests);
        return next(context);
    }
}
