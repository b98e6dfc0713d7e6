using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>
/// The built program, started in a folder as a user starts it, on free ports and otherwise on default settings. Disposing
/// kills it if it still runs.
/// </summary>
internal sealed partial class ProxyProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(30);
    private readonly Process _process;

    private ProxyProcess(Process process, int proxyPort, int adminPort)
    {
        _process = process;
        ProxyPort = proxyPort;
        AdminPort = adminPort;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => TakeError(line.Data);
    }

    /// <summary>The port that carries web traffic.</summary>
    public int ProxyPort { get; }

    /// <summary>The portal's port.</summary>
    public int AdminPort { get; }

    /// <summary>The address to give a client as its proxy.</summary>
    public string ProxyAddress => $"http://127.0.0.1:{ProxyPort}";

    /// <summary>The portal's address.</summary>
    public string PortalAddress => $"http://127.0.0.1:{AdminPort}";

    /// <summary>What it wrote to standard output.</summary>
    public ProgramOutput Output { get; } = new();

    /// <summary>What it wrote to standard error.</summary>
    public ProgramOutput Errors { get; } = new();

    /// <summary>The one-time set-up link that it printed; null when it printed none.</summary>
    public string? SetupLink => Output.Lines
        .SelectMany(line => Url().Matches(line).Select(match => match.Value))
        .FirstOrDefault(url => url.StartsWith(PortalAddress, StringComparison.Ordinal) && new Uri(url).PathAndQuery != "/");

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>The most memory that it ever held resident, in bytes (VmHWM).</summary>
    public long PeakResidentBytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.Id}/status")
                .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return 1024 * long.Parse(Digits().Match(line).Value, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Starts it and waits until it has said that it runs.</summary>
    public static Task<ProxyProcess> StartAsync(TemporaryFolder folder, params string[] arguments) => StartAsync(
        folder,
        arguments,
        proxy => [$"Proxy Running on 127.0.0.1:{proxy.ProxyPort}", "Visit http://proxy-stats for Dashboard", $"127.0.0.1:{proxy.AdminPort}"]);

    /// <summary>Starts its demo, which has a portal and no proxy, and waits until it has said where the portal is.</summary>
    public static Task<ProxyProcess> StartDemoAsync(TemporaryFolder folder) =>
        StartAsync(folder, ["demo"], proxy => ["Demo: ", $"127.0.0.1:{proxy.AdminPort}"]);

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await CommandResult.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        await EndAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it as a power cut does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static async Task<ProxyProcess> StartAsync(
        TemporaryFolder folder, string[] arguments, Func<ProxyProcess, string[]> says)
    {
        int[] ports = FreePort.Take(2);
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] given = [Repository.ServerProgram, .. arguments, "--Proxy:Port", $"{ports[0]}", "--Admin:Port", $"{ports[1]}"];
        Array.ForEach(given, start.ArgumentList.Add);
        var proxy = new ProxyProcess(new Process { StartInfo = start }, ports[0], ports[1]);
        proxy._process.Start();
        proxy._process.StandardInput.Close();
        proxy._process.BeginOutputReadLine();
        proxy._process.BeginErrorReadLine();
        try
        {
            foreach (string text in says(proxy))
            {
                await proxy.SaidAsync(text);
            }
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }

        return proxy;
    }

    private async Task SaidAsync(string text)
    {
        try
        {
            await Output.WaitForAsync(line => line.Contains(text, StringComparison.Ordinal), StartBound);
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"It did not say \"{text}\". {fault.Message}\nStandard error:\n{Errors}", fault);
        }
    }

    private async Task EndAsync()
    {
        using var bound = new CancellationTokenSource(StopBound);
        await _process.WaitForExitAsync(bound.Token);
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            Output.End();
        }
        else
        {
            Output.Add(line);
        }
    }

    private void TakeError(string? line)
    {
        if (line is not null)
        {
            Errors.Add(line);
        }
    }

    [GeneratedRegex(@"http://[^\s""'<>]+")]
    private static partial Regex Url();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
