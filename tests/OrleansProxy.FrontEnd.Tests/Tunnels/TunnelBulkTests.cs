using System.Net.Sockets;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.Tunnels;

public sealed class TunnelBulkTests
{
    private const int Size = 20_000_000;

    [Fact]
    public async Task Bulk_passes_both_ways_at_once_and_every_octet_is_as_it_was()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Destinations.ConnectPorts = ["1-65535"]);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        byte[] up = Octets(1), down = Octets(2);
        Task<byte[]> arrivedUp = Bulk.ReceiveAsync(atOrigin, Size), arrivedDown = Bulk.ReceiveAsync(client, Size);
        await Task.WhenAll(SendAndEndAsync(client, up), SendAndEndAsync(atOrigin, down));
        byte[] atTheOrigin = await arrivedUp, atTheClient = await arrivedDown;
        Assert.True(up.AsSpan().SequenceEqual(atTheOrigin));
        Assert.True(down.AsSpan().SequenceEqual(atTheClient));
        Assert.Equal("", await atOrigin.ReadToEndAsync());
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task What_follows_urgent_data_in_bulk_is_neither_lost_nor_taken_for_the_end()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Destinations.ConnectPorts = ["1-65535"]);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await OpenAsync(client, origin);
        byte[] up = Octets(3);
        Task<byte[]> arrived = Bulk.ReceiveAsync(atOrigin, Size + 4);
        await client.SendAsync(up);
        Assert.Equal(1, client.Socket.Send([(byte)'!'], SocketFlags.OutOfBand));
        await SendAndEndAsync(client, "tail"u8.ToArray());
        byte[] all = await arrived;
        Assert.True(up.AsSpan().SequenceEqual(all.AsSpan(0, Size)));
        Assert.Equal("tail"u8.ToArray(), all[Size..]);
        Assert.Equal("", await atOrigin.ReadToEndAsync());
    }

    private static byte[] Octets(int seed)
    {
        byte[] octets = new byte[Size];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    private static async Task SendAndEndAsync(Wire wire, byte[] octets)
    {
        await wire.SendAsync(octets);
        wire.EndSending();
    }

    private static async Task<Wire> OpenAsync(Wire client, TestOrigin origin)
    {
        await client.SendAsync($"CONNECT {origin.Authority} HTTP/1.1\r\nHost: {origin.Authority}\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await client.ReadHeadAsync();
        return atOrigin;
    }
}
