using System.Net.Sockets;

namespace OrleansProxy.Robust.Scenarios;

/// <summary>It is told to stop while requests are in flight: those are answered, and it ends with 0.</summary>
internal sealed class StopUnderLoad(Hammer hammer)
{
    private const int Clients = 300;
    private const int Tunnels = 50;

    private int _whole;

    public async Task RunAsync()
    {
        ServerProcess server = await hammer.StartAsync();
        Task asking = Task.WhenAll(Enumerable.Range(0, Clients).Select(number => AskAsync(server, number)));
        Task tunnels = Task.WhenAll(Enumerable.Range(0, Tunnels).Select(number => TunnelAsync(server, number)));
        await Task.Delay(1000); // /late answers after three seconds
        (int code, TimeSpan took) = await server.StopAsync();
        await Task.WhenAll(asking, tunnels);
        hammer.Check(code == 0 && took < TimeSpan.FromSeconds(15), $"it ended with {code} after {took.TotalSeconds:f1} s");
        hammer.Check(_whole == Clients, $"{_whole} of {Clients} requests in flight were answered whole");
    }

    private async Task AskAsync(ServerProcess server, int number)
    {
        try
        {
            using Client client = await Client.ConnectAsync(server.EndPoint, 14, number);
            await client.SendAsync($"GET http://{hammer.Origin.Authority}/late HTTP/1.1\r\nHost: x\r\n\r\n");
            string answer = await client.ReadAsync("");
            if (answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)
                && answer.EndsWith(new string('p', HostileOrigin.PageSize), StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _whole);
            }
        }
        catch (SocketException)
        {
            // Counted by not being counted.
        }
    }

    private async Task TunnelAsync(ServerProcess server, int number)
    {
        try
        {
            using Client client = await Client.ConnectAsync(server.EndPoint, 15, number);
            await client.SendAsync($"CONNECT {hammer.Origin.Authority} HTTP/1.1\r\nHost: x\r\n\r\nECHO");
            await client.ReadAsync("");
        }
        catch (SocketException)
        {
            // A tunnel that is cut off is reset.
        }
    }
}
