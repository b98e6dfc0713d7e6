using System.Net.Sockets;
using System.Text;
using OrleansProxy.Caching;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.Allocation;

/// <summary>What a request leaves for the collector once everything is warm. The peers of these tests allocate nothing themselves.</summary>
[Collection("Allocation")]
public sealed class SteadyStateTests
{
    private const int WarmUp = 2_000;
    private const int Measured = 5_000;

    /// <summary>Bytes. The record takes some 300 of them; a state machine that is made anew takes 150 to 300.</summary>
    private const long Bound = 700;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task A_forwarded_request_allocates_little_more_than_its_record_however_many_wait_beside_it(int clients)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Limits.Enabled = false;
            settings.Cache = new CacheOptions();
        });
        using var origin = new BlockingOrigin("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nCache-Control: no-store\r\n\r\nhello");
        byte[] request = Encoding.ASCII.GetBytes(
            $"GET http://127.0.0.1:{origin.Port}/a/path?and=query HTTP/1.1\r\nHost: 127.0.0.1:{origin.Port}\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: */*\r\n\r\n");
        Socket[] connections = [.. Enumerable.Range(0, clients).Select(_ => BlockingOrigin.Connect(proxy.Server.EndPoint))];
        byte[] buffer = new byte[4096];
        Ask(connections, request, buffer, WarmUp / clients);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Ask(connections, request, buffer, Measured / clients);
        long each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;
        Assert.True(each < Bound, $"{each} bytes a request");
        Array.ForEach(connections, connection => connection.Dispose());
    }

    private static void Ask(Socket[] connections, byte[] request, byte[] buffer, int times)
    {
        for (int time = 0; time < times; time++)
        {
            foreach (Socket connection in connections)
            {
                connection.Send(request);
            }

            foreach (Socket connection in connections)
            {
                Receive(connection, buffer);
            }
        }
    }

    private static void Receive(Socket connection, byte[] buffer)
    {
        int length = 0;
        while (!buffer.AsSpan(0, length).EndsWith("hello"u8))
        {
            int received = connection.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            length += received > 0 ? received : throw new EndOfStreamException("The proxy ended the connection.");
        }
    }
}
