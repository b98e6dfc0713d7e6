using Microsoft.Playwright;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Browsers;

/// <summary>Chromium's WebSockets through the built program.</summary>
public sealed class WebSocketTests : IDisposable
{
    private const int Megabyte = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Echo = """
        async ([url, size]) => {
          const socket = new WebSocket(url);
          socket.binaryType = "arraybuffer";
          await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = () => reject(new Error("refused")); });
          const ask = octets => new Promise((resolve, reject) => {
            socket.onmessage = message => resolve(message.data);
            socket.onclose = end => reject(new Error(`closed ${end.code}`));
            socket.send(octets);
          });
          const text = await ask("gr\u00fc\u00dfe");
          const sent = Uint8Array.from({ length: size }, (_, index) => index * 31 % 251);
          const got = new Uint8Array(await ask(sent));
          socket.onclose = null;
          socket.close();
          return `${text} ${got.length} ${got.every((octet, index) => octet === sent[index])}`;
        }
        """;

    private const string Hold = """
        async url => {
          const socket = new WebSocket(url);
          await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = () => reject(new Error("refused")); });
          window.ended = new Promise(resolve => { socket.onclose = end => resolve(end.code); });
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_talks_over_ws_and_wss_until_a_rule_ends_both()
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        await using var http = await LocalOrigin.StartHttpAsync();
        await using var https = await LocalOrigin.StartHttpsAsync();
        await WriteSettingsAsync("{}");
        await using var proxy = await ProxyProcess.StartAsync(_folder, "--Proxy:ConnectPorts", $"{http.Port},{https.Port}");
        string[] sockets = [$"ws://localhost:{http.Port}/echo", $"wss://localhost:{https.Port}/echo"];
        IPage page = await browser.OpenVisitorAsync(proxy);
        await page.GotoAsync(http.Url("/hello"));
        foreach (string socket in sockets)
        {
            Assert.Equal($"gr\u00fc\u00dfe {Megabyte} true", await page.EvaluateAsync<string>(Echo, new object[] { socket, Megabyte }));
        }

        await page.EvaluateAsync(Hold, sockets[0]);
        await WriteSettingsAsync("""{ "Blacklist": { "Rules": [ "localhost" ] } }""");
        int code = await page.EvaluateAsync<int>("() => window.ended").WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(1006, code);
        foreach (string socket in sockets)
        {
            var refused = await Assert.ThrowsAsync<PlaywrightException>(() => page.EvaluateAsync(Hold, socket));
            Assert.Contains("refused", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, await proxy.StopAsync());
        string[] lines = [.. File.ReadLines(_folder.File("proxy_log.txt"))];
        foreach (int port in (int[])[http.Port, https.Port])
        {
            Assert.Contains(lines, line => line.Contains($"CONNECT localhost:{port} 200 tunnelled", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains($"CONNECT localhost:{port} 403 blocked", StringComparison.Ordinal));
        }
    }

    private Task WriteSettingsAsync(string json) => File.WriteAllTextAsync(_folder.File("appsettings.json"), json);
}
