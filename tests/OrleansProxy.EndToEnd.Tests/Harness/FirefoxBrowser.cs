using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>
/// The installed Firefox, without a window and with a fresh profile that sends everything through a proxy, told what to do over
/// WebDriver BiDi. Disposing ends it.
/// </summary>
internal sealed class FirefoxBrowser : IAsyncDisposable
{
    private const string Announcement = "WebDriver BiDi listening on ";
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);

    /// <summary>It must ask for nothing on its own: each request shows in the log and counts against a limit.</summary>
    private static readonly string[] Quiet =
    [
        "app.normandy.enabled", "app.update.enabled", "browser.aboutwelcome.enabled", "browser.newtabpage.enabled",
        "browser.region.network.url.enabled", "browser.safebrowsing.blockedURIs.enabled", "browser.safebrowsing.downloads.enabled",
        "browser.safebrowsing.malware.enabled", "browser.safebrowsing.phishing.enabled", "browser.search.update",
        "browser.shell.checkDefaultBrowser", "datareporting.healthreport.uploadEnabled", "datareporting.policy.dataSubmissionEnabled",
        "dom.push.enabled", "dom.security.https_first", "extensions.getAddons.cache.enabled", "extensions.update.enabled",
        "media.gmp-manager.updateEnabled", "network.captive-portal-service.enabled", "network.connectivity-service.enabled",
        "services.settings.enabled", "toolkit.telemetry.enabled", "toolkit.telemetry.unified",
    ];

    private readonly Process _process;
    private readonly TemporaryFolder _profile;
    private readonly ProgramOutput _errors = new();
    private BiDiConnection? _connection;
    private string _tab = "";

    private FirefoxBrowser(Process process, TemporaryFolder profile)
    {
        _process = process;
        _profile = profile;
        process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    /// <summary>Starts it; where there is none, the test is skipped and says so.</summary>
    public static async Task<FirefoxBrowser> StartAsync(ProxyProcess proxy)
    {
        string program = RequiredProgram.Find("firefox-esr", "firefox");
        var profile = new TemporaryFolder();
        await File.WriteAllLinesAsync(profile.File("user.js"), Preferences(proxy));
        var start = new ProcessStartInfo(program, ["--headless", "--no-remote", "--profile", profile.Path, "--remote-debugging-port=0"])
        {
            WorkingDirectory = profile.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = profile.Path;
        var browser = new FirefoxBrowser(Process.Start(start)!, profile);
        try
        {
            await browser.ConnectAsync();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to a page and waits until it is there.</summary>
    /// <exception cref="InvalidOperationException">The browser shows an error of its own instead.</exception>
    public Task OpenAsync(string url) =>
        SendAsync("browsingContext.navigate", new() { ["context"] = _tab, ["url"] = url, ["wait"] = "complete" });

    /// <summary>The text that an expression in the page gives.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        JsonElement answer = await SendAsync("script.evaluate", new()
        {
            ["expression"] = $"String({expression})",
            ["target"] = new JsonObject { ["context"] = _tab },
            ["awaitPromise"] = true,
        });
        return answer.GetProperty("result").GetProperty("value").GetString()!;
    }

    /// <summary>The status that the page came with.</summary>
    public async Task<int> StatusAsync() => int.Parse(
        await EvaluateAsync("performance.getEntriesByType('navigation')[0].responseStatus"), CultureInfo.InvariantCulture);

    /// <summary>A picture of the page, as PNG.</summary>
    public async Task<byte[]> PictureAsync() => Convert.FromBase64String(
        (await SendAsync("browsingContext.captureScreenshot", new() { ["context"] = _tab })).GetProperty("data").GetString()!);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _profile.Dispose();
    }

    private static IEnumerable<string> Preferences(ProxyProcess proxy) =>
    [
        .. Quiet.Select(name => Preference(name, "false")),
        Preference("app.update.auto", "false"),
        Preference("browser.startup.page", "0"),
        Preference("browser.startup.homepage_override.mstone", "\"ignore\""),
        Preference("network.proxy.type", "1"),
        Preference("network.proxy.http", "\"127.0.0.1\""),
        Preference("network.proxy.http_port", $"{proxy.ProxyPort}"),
        Preference("network.proxy.ssl", "\"127.0.0.1\""),
        Preference("network.proxy.ssl_port", $"{proxy.ProxyPort}"),
        Preference("network.proxy.allow_hijacking_localhost", "true"),
        Preference("network.proxy.no_proxies_on", "\"\""),
        Preference("network.prefetch-next", "false"),
        Preference("network.dns.disablePrefetch", "true"),
        Preference("network.http.speculative-parallel-limit", "0"),
        Preference("services.settings.server", "\"http://127.0.0.1:1\""),
    ];

    private static string Preference(string name, string value) => $"user_pref(\"{name}\", {value});";

    private async Task ConnectAsync()
    {
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        string line = await _errors.WaitForAsync(line => line.StartsWith(Announcement, StringComparison.Ordinal), StartBound);
        _connection = await BiDiConnection.OpenAsync(new Uri($"{line[Announcement.Length..].Trim()}/session"));
        await SendAsync("session.new", new()
        {
            ["capabilities"] = new JsonObject { ["alwaysMatch"] = new JsonObject { ["acceptInsecureCerts"] = true } },
        });
        JsonElement tree = await SendAsync("browsingContext.getTree", []);
        _tab = tree.GetProperty("contexts")[0].GetProperty("context").GetString()!;
    }

    private Task<JsonElement> SendAsync(string method, JsonObject parameters) => _connection!.SendAsync(method, parameters);

    private void Take(string? line)
    {
        if (line is null)
        {
            _errors.End();
        }
        else
        {
            _errors.Add(line);
        }
    }
}
