using System.Diagnostics;

namespace OrleansProxy.Robust.Scenarios;

/// <summary>The system has no descriptor left for it: accept backs off and says so, nothing spins, and it recovers.</summary>
internal sealed class NoDescriptorsLeft(Hammer hammer)
{
    private const int Left = 160;
    private const int Clients = 400;

    /// <summary>What connections leave to the runtime at most, which ends a program that cannot start a thread.</summary>
    private const int Reserve = 64;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    public async Task RunAsync()
    {
        ServerProcess server = await hammer.StartAsync();
        int descriptors = await hammer.WarmAsync(server);
        using (var limit = Process.Start("prlimit", ["--pid", $"{server.Id}", $"--nofile={descriptors + Left}"]))
        {
            await limit.WaitForExitAsync();
        }

        var clients = new List<Client>();
        for (int number = 0; number < Clients; number++)
        {
            clients.Add(await Client.ConnectAsync(server.EndPoint, 12, number)); // the system takes them, up to Proxy:Backlog
        }

        await Task.Delay(1000);
        TimeSpan before = server.ProcessorTime;
        await Task.Delay(Length);
        double share = (server.ProcessorTime - before) / Length;
        int free = descriptors + Left - server.Descriptors;
        hammer.Check(free > 0 && free <= Reserve + Hammer.Slack, $"connections took all but the reserve: {free} of {descriptors + Left} are free");
        hammer.Check(share < 0.1, $"nothing spins: {share:p1} of a processor");
        string[] said = [.. server.Output.Where(line => line.Contains("can be accepted", StringComparison.Ordinal))];
        hammer.Check(said.Length > 0, "it says that it accepts nothing");
        hammer.Check(said.Length < 3, $"it says so once: {said.Length} lines in {Length.TotalSeconds + 1} s");

        clients.ForEach(client => client.Dispose());
        await Task.Delay(3000);
        hammer.Check(!server.HasExited, "it still runs");
        if (server.HasExited)
        {
            return;
        }

        hammer.CheckProbes(await new Probe(server, hammer.Origin).DuringAsync(() => Task.Delay(2000)));
        await hammer.CheckDescriptorsAsync(server, descriptors + Hammer.Slack);
        (int code, _) = await server.StopAsync();
        hammer.Check(code == 0, $"it ended with {code}");
    }
}
