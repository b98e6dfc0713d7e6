using System.Net.Sockets;

namespace OrleansProxy.Robust.Scenarios;

/// <summary>Thousands of clients that send their head, or their body, an octet a second.</summary>
internal sealed class SlowClients(Hammer hammer)
{
    private const int Heads = 2000;
    private const int Bodies = 1000;

    private static readonly TimeSpan HeadsEnd = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan BodiesFor = TimeSpan.FromSeconds(10);

    private int _refused, _ended, _stillTaken;

    public async Task RunAsync()
    {
        ServerProcess server = await hammer.StartAsync();
        int descriptors = await hammer.WarmAsync(server);
        hammer.CheckProbes(await new Probe(server, hammer.Origin).DuringAsync(() => Task.WhenAll(
            Enumerable.Range(0, Heads).Select(number => SlowHeadAsync(server, number)))));
        hammer.Check(
            _ended == Heads && _refused > Heads * 9 / 10,
            $"slow heads: {_ended} of {Heads} were ended in {HeadsEnd.TotalSeconds} s, {_refused} of them with a 408 that arrived");
        hammer.CheckProbes(await new Probe(server, hammer.Origin).DuringAsync(() => Task.WhenAll(
            Enumerable.Range(0, Bodies).Select(number => SlowBodyAsync(server, number)))));
        hammer.Check(_stillTaken == Bodies, $"slow bodies: {_stillTaken} of {Bodies} were still taken after {BodiesFor.TotalSeconds} s");
        await hammer.CheckDescriptorsAsync(server, descriptors + Hammer.Slack);
    }

    private async Task SlowHeadAsync(ServerProcess server, int number)
    {
        using var patience = new CancellationTokenSource(HeadsEnd);
        try
        {
            using Client client = await Client.ConnectAsync(server.EndPoint, 2, number, patience.Token);
            using var stop = new CancellationTokenSource();
            Task sending = SendSlowlyAsync(client, "GET http://slow.invalid/ HTTP/1.1\r\nX: " + new string('x', 100), stop.Token);
            string? answer = await client.ReadToAnyEndAsync(patience.Token);
            Interlocked.Increment(ref _ended);
            if (answer?.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal) is true)
            {
                Interlocked.Increment(ref _refused);
            }

            await stop.CancelAsync();
            await sending;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            // Counted by not being counted.
        }
    }

    private async Task SlowBodyAsync(ServerProcess server, int number)
    {
        try
        {
            using Client client = await Client.ConnectAsync(server.EndPoint, 3, number);
            using var stop = new CancellationTokenSource(BodiesFor);
            await client.SendAsync(
                $"POST http://{hammer.Origin.Authority}/upload HTTP/1.1\r\nHost: {hammer.Origin.Authority}\r\nContent-Length: 1000\r\n\r\n");
            Task sending = SendSlowlyAsync(client, new string('u', 1000), stop.Token);
            string? answer = await client.ReadToAnyEndAsync(stop.Token);
            await sending;
            Console.WriteLine($"       a slow body was ended: {answer?.Split('\r')[0] ?? "reset"}");
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _stillTaken);
        }
    }

    private static async Task SendSlowlyAsync(Client client, string octets, CancellationToken stop)
    {
        try
        {
            foreach (char octet in octets)
            {
                await client.SendAsync(octet.ToString(), stop);
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The proxy ended the connection, which its reader sees, or it is time to stop.
        }
    }
}
