using System.Net.Sockets;

namespace OrleansProxy.Robust.Scenarios;

/// <summary>
/// Connections opened and aborted at random moments: in the middle of a head, a body, an answer, a CONNECT, a tunnel. Afterwards
/// descriptors and memory are back where they were.
/// </summary>
internal sealed class AbortedConnections(Hammer hammer)
{
    private const int Workers = 48;

    /// <summary>Octets of objects that each of them may leave behind: far less than the least object of a connection.</summary>
    private const long MostLeft = 100;

    /// <summary>What may be resident afterwards, of what was before: the runtime keeps a little to spare, now more and now less.</summary>
    private const double MostResident = 1.1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int _left;

    public async Task RunAsync()
    {
        // Some leave in order while the origin stalls, and may still read as far as the proxy can know: those end with these times.
        ServerProcess server = await hammer.StartAsync(["--Proxy:ResponseTimeout", "5 s", "--Proxy:BodyTimeout", "5 s"]);
        await RoundAsync(server, hammer.Options.Aborts, 0); // what is made once is made now
        long resident = await Hammer.SettledAsync(server);
        int descriptors = server.Descriptors;
        long alive = await HeapCollection.RunAsync(server.Id);
        for (int round = 1; round <= hammer.Options.Rounds; round++)
        {
            hammer.CheckProbes(await new Probe(server, hammer.Origin).DuringAsync(
                () => RoundAsync(server, hammer.Options.Aborts, round)));
            await hammer.CheckDescriptorsAsync(server, descriptors + Hammer.Slack);
            await hammer.CheckMemoryAsync(server, resident, MostResident);
        }

        CheckObjects(await HeapCollection.RunAsync(server.Id) - alive);
        hammer.Check(!server.Output.Any(IsError), $"no error was logged{FirstError(server)}");
        (int code, _) = await server.StopAsync();
        hammer.Check(code == 0, $"it ended with {code}");
    }

    private void CheckObjects(long grown)
    {
        long each = grown / ((long)hammer.Options.Rounds * hammer.Options.Aborts);
        hammer.Check(each < MostLeft, $"no objects are left: {grown / 1024} kB more, {each} octets for each aborted connection");
    }

    private static bool IsError(string line) =>
        line.Contains("[ERR]", StringComparison.Ordinal) || line.Contains("fault of the proxy", StringComparison.Ordinal)
        || line.Contains("Unhandled", StringComparison.Ordinal);

    private static string FirstError(ServerProcess server) => server.Output.FirstOrDefault(IsError) is { } error ? $": {error}" : "";

    private async Task RoundAsync(ServerProcess server, int count, int round)
    {
        _left = count;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(
            () => WorkAsync(server, worker, new Random((hammer.Options.Seed * 1000) + (round * Workers) + worker)))));
    }

    private async Task WorkAsync(ServerProcess server, int worker, Random random)
    {
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                using Client client = await Client.ConnectAsync(server.EndPoint, 1, worker, patience.Token);
                await DoSomethingAsync(client, random, patience.Token);
                if (random.Next(5) > 0)
                {
                    client.Abort();
                }
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                // The proxy was faster in ending it, which it may.
            }
        }
    }

    private Task DoSomethingAsync(Client client, Random random, CancellationToken patience) => random.Next(9) switch
    {
        0 => Task.CompletedTask,
        1 => SendPartAsync(client, Get("/page"), random, patience),
        2 => SendPartAsync(client, Post(5000) + new string('u', 5000), random, patience),
        3 => SendPartAsync(client, Connect(), random, patience),
        4 => AskAsync(client, Get("/bulk"), random.Next(HostileOrigin.BulkSize), patience),
        5 => AskAndLeaveAsync(client, Get("/stall"), random, patience),
        6 => AskAsync(client, Get("/page") + Get("/page") + Get("/cut"), random.Next(3 * HostileOrigin.PageSize), patience),
        7 => TunnelAsync(client, "ECHO" + new string('e', 2000), random.Next(2000), patience),
        _ => TunnelAsync(client, "GET /bulk HTTP/1.1\r\nHost: x\r\n\r\n", random.Next(HostileOrigin.BulkSize), patience),
    };

    private static Task SendPartAsync(Client client, string octets, Random random, CancellationToken patience) =>
        client.SendAsync(octets[..random.Next(octets.Length)], patience);

    private static async Task AskAsync(Client client, string request, int octets, CancellationToken patience)
    {
        await client.SendAsync(request, patience);
        await client.ReadAwayAsync(octets, patience);
    }

    private static async Task AskAndLeaveAsync(Client client, string request, Random random, CancellationToken patience)
    {
        await client.SendAsync(request, patience);
        await Task.Delay(random.Next(20), patience);
    }

    private async Task TunnelAsync(Client client, string octets, int answer, CancellationToken patience)
    {
        await client.SendAsync(Connect(), patience);
        await client.ReadAsync("\r\n\r\n", patience);
        await client.SendAsync(octets, patience);
        await client.ReadAwayAsync(answer, patience);
    }

    private string Get(string path) => $"GET http://{hammer.Origin.Authority}{path} HTTP/1.1\r\nHost: {hammer.Origin.Authority}\r\n\r\n";

    private string Post(int length) =>
        $"POST http://{hammer.Origin.Authority}/upload HTTP/1.1\r\nHost: {hammer.Origin.Authority}\r\nContent-Length: {length}\r\n\r\n";

    private string Connect() => $"CONNECT {hammer.Origin.Authority} HTTP/1.1\r\nHost: {hammer.Origin.Authority}\r\n\r\n";
}
