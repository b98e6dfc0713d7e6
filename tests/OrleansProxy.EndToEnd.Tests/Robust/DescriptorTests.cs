using System.Net.Sockets;
using OrleansProxy.EndToEnd.Tests.Harness;

namespace OrleansProxy.EndToEnd.Tests.Robust;

/// <summary>The program runs out of descriptors, whatever it had reckoned with at its start.</summary>
public sealed class DescriptorTests : IDisposable
{
    private const int Left = 100;
    private const int Clients = 200;

    /// <summary>The runtime ends a program that cannot open two more for a new thread.</summary>
    private const int LeftToTheRuntime = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_that_it_accepts_nothing_and_serves_again_when_there_are_descriptors()
    {
        await using var origin = await LocalOrigin.StartHttpAsync();
        await using var proxy = await ProxyProcess.StartAsync(_folder);
        var curl = new CurlCommand(proxy);
        Assert.Equal(200, await curl.StatusAsync(origin.Url("/hello")));
        int open = Directory.GetFiles($"/proc/{proxy.Id}/fd").Length;
        var limited = await CommandResult.RunAsync(
            RequiredProgram.Find("prlimit"), ["--pid", $"{proxy.Id}", $"--nofile={open + Left}"]);
        Assert.True(limited.ExitCode == 0, limited.Errors);

        var clients = Enumerable.Range(0, Clients).Select(_ => new TcpClient("127.0.0.1", proxy.ProxyPort)).ToList();
        await proxy.Errors.WaitForAsync(
            line => line.Contains("No connection can be accepted (TooManyOpenSockets)", StringComparison.Ordinal), Patience);
        int left = open + Left - Directory.GetFiles($"/proc/{proxy.Id}/fd").Length;
        clients.ForEach(client => client.Dispose());

        await Eventually.EqualAsync(200, () => curl.StatusAsync(origin.Url("/hello")), Patience);
        Assert.InRange(left, LeftToTheRuntime, Left);
        Assert.Equal(0, await proxy.StopAsync());
        Assert.Single(proxy.Errors.Lines, line => line.Contains("No connection can be accepted", StringComparison.Ordinal));
    }
}
