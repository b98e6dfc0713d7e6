using System.Net.Sockets;

namespace OrleansProxy.Robust.Scenarios;

/// <summary>Origins that stall, flood, send an octet a second, close or reset in the middle, all at once.</summary>
internal sealed class BadOrigins(Hammer hammer)
{
    private const int ClientsOfEach = 100;
    private const long MostGrowthKb = 150_000;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    private int _wrong;

    public async Task RunAsync()
    {
        ServerProcess server = await hammer.StartAsync(["--Proxy:ResponseTimeout", "4 s", "--Proxy:BodyTimeout", "4 s"]);
        int descriptors = await hammer.WarmAsync(server);
        long resident = server.ResidentKb;
        hammer.CheckProbes(await new Probe(server, hammer.Origin).DuringAsync(async () =>
        {
            Task work = Task.WhenAll(
                EachAsync(server, "/stall", 4, answer => answer?.StartsWith("HTTP/1.1 504 ", StringComparison.Ordinal) is true),
                EachAsync(server, "/half", 5, answer => answer is null || answer.Length < HostileOrigin.BulkSize),
                EachAsync(server, "/cut", 6, IsNotWhole),
                EachAsync(server, "/reset", 7, IsNotWhole),
                EachAsync(server, "/flood-head", 8, answer => answer?.StartsWith("HTTP/1.1 502 ", StringComparison.Ordinal) is true),
                HoldAsync(server, "/trickle", 10),
                HoldAsync(server, "/flood", 11));
            long most = 0;
            while (!work.IsCompleted)
            {
                most = Math.Max(most, server.ResidentKb);
                await Task.WhenAny(work, Task.Delay(200));
            }

            await work;
            hammer.Check(most - resident < MostGrowthKb, $"memory stayed within bounds: {resident} kB before, {most} kB at most");
        }));
        hammer.Check(_wrong == 0, $"{_wrong} answers were not what they should have been");
        await hammer.CheckDescriptorsAsync(server, descriptors + Hammer.Slack);
    }

    private static bool IsNotWhole(string? answer) => answer is null || !answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);

    /// <summary>Asks, and looks at what comes of it.</summary>
    private Task EachAsync(ServerProcess server, string path, byte group, Func<string?, bool> isRight) => Task.WhenAll(
        Enumerable.Range(0, ClientsOfEach).Select(async number =>
        {
            using var patience = new CancellationTokenSource(Length);
            try
            {
                using Client client = await AskAsync(server, path, group, number, patience.Token);
                string? answer = await client.ReadToAnyEndAsync(patience.Token);
                if (!isRight(answer))
                {
                    Wrong($"{path}: {answer?.Split('\r')[0] ?? "reset"}");
                }
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                Wrong($"{path}: {fault.Message}");
            }
        }));

    /// <summary>Asks, reads nothing for a while, and leaves.</summary>
    private Task HoldAsync(ServerProcess server, string path, byte group) => Task.WhenAll(
        Enumerable.Range(0, ClientsOfEach).Select(async number =>
        {
            using Client client = await AskAsync(server, path, group, number, CancellationToken.None);
            await Task.Delay(Length / 2);
            client.Abort();
        }));

    private async Task<Client> AskAsync(ServerProcess server, string path, byte group, int number, CancellationToken patience)
    {
        Client client = await Client.ConnectAsync(server.EndPoint, group, number, patience);
        await client.SendAsync(
            $"GET http://{hammer.Origin.Authority}{path} HTTP/1.1\r\nHost: {hammer.Origin.Authority}\r\nConnection: close\r\n\r\n", patience);
        return client;
    }

    private void Wrong(string what)
    {
        if (Interlocked.Increment(ref _wrong) <= 5)
        {
            Console.WriteLine($"       wrong: {what}");
        }
    }
}
