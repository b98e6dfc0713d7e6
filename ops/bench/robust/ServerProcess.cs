using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.Robust;

/// <summary>The built program in a folder of its own, looked at from outside.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    public IPEndPoint EndPoint { get; }

    public int Id => _process.Id;

    public ConcurrentQueue<string> Output { get; } = new();

    public bool HasExited => _process.HasExited;

    /// <summary>How many files and sockets it has open; 0 when it has ended.</summary>
    public int Descriptors => HasExited ? 0 : Directory.GetFiles($"/proc/{Id}/fd").Length;

    /// <summary>Resident memory in kB (of 1024).</summary>
    public long ResidentKb => long.Parse(
        File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ')[^2],
        System.Globalization.CultureInfo.InvariantCulture);

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> StartAsync(string program, string[] arguments, string[] prefix)
    {
        string folder = Directory.CreateTempSubdirectory("orleansproxy-robust-").FullName;
        int port = FreePort(), adminPort = FreePort();
        string[] words = [.. prefix, program, .. arguments, "--Proxy:Port", $"{port}", "--Admin:Port", $"{adminPort}"];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerProcess(Process.Start(start)!, folder, port);
        server._process.OutputDataReceived += (_, line) => server.Take(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Take(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server.ListensAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop (SIGTERM), and waits.</summary>
    /// <returns>The exit code and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ListensAsync()
    {
        for (int attempt = 0; attempt < 150 && !_process.HasExited; attempt++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(EndPoint);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(200);
            }
        }

        throw new InvalidOperationException($"It does not listen:\n{string.Join('\n', Output)}");
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            Output.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
