using System.Net;
using System.Net.Sockets;

namespace OrleansProxy.Robust.Scenarios;

/// <summary>The name server never answers. Needs root, to give the program a resolv.conf of its own and to have port 53.</summary>
internal sealed class SilentResolver(Hammer hammer)
{
    private const string Server = "127.9.9.9";
    private const int Clients = 200;

    private int _answered;

    public async Task RunAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Console.WriteLine("       left out: it needs root");
            return;
        }

        using var silence = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        silence.Bind(new IPEndPoint(IPAddress.Parse(Server), 53));
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"nameserver {Server}\n");
        try
        {
            ServerProcess server = await hammer.StartAsync(prefix:
                ["unshare", "--mount", "sh", "-c", $"mount --bind {file} /etc/resolv.conf && exec \"$@\"", "sh"]);
            int descriptors = await hammer.WarmAsync(server);
            hammer.CheckProbes(await new Probe(server, hammer.Origin).DuringAsync(
                () => Task.WhenAll(Enumerable.Range(0, Clients).Select(number => AskAsync(server, number)))));
            hammer.Check(_answered == Clients, $"{_answered} of {Clients} who asked for a name were told in time that it cannot be had");
            await hammer.CheckDescriptorsAsync(server, descriptors + 40); // the resolver's own, while it still waits
            (int code, _) = await server.StopAsync();
            hammer.Check(code == 0, $"it ended with {code}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task AskAsync(ServerProcess server, int number)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            using Client client = await Client.ConnectAsync(server.EndPoint, 13, number, patience.Token);
            await client.SendAsync($"GET http://silent{number}.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", patience.Token);
            string answer = await client.ReadAsync("", patience.Token);
            if (answer.StartsWith("HTTP/1.1 50", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _answered);
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            // Counted by not being counted.
        }
    }
}
