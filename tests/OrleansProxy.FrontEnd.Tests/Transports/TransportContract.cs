using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Transports;

/// <summary>What every kind of transport does.</summary>
public abstract class TransportContract : IDisposable
{
    private readonly TestOrigin _origin = new();

    internal TransportContract(ITransports transports) => Transports = transports;

    private protected ITransports Transports { get; }

    private IPEndPoint There => new(IPAddress.Loopback, _origin.Port);

    public void Dispose()
    {
        _origin.Dispose();
        Transports.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_sent_arrives_both_ways_and_an_end_is_told()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            byte[] buffer = new byte[8];
            ValueTask<int> receiving = transport.ReceiveAsync(buffer);
            Assert.False(receiving.IsCompleted);
            await peer.SendAsync("ab");
            Assert.Equal(2, await receiving);
            Assert.Equal("ab"u8.ToArray(), buffer[..2]);
            Assert.Equal(3, await transport.SendAsync("xyz"u8.ToArray()));
            Assert.Equal("xyz", await peer.ReadAsync(3));
            Assert.True(transport.EndSending());
            Assert.Equal("", await peer.ReadToEndAsync());
            await peer.SendAsync("c");
            peer.EndSending();
            Assert.Equal(1, await transport.ReceiveAsync(buffer));
            Assert.Equal(0, await transport.ReceiveAsync(buffer));
            Assert.Equal(0, await transport.ReceiveAsync(buffer));
            Assert.Equal(PeerState.Ended, transport.Peek());
        }
    }

    [Fact]
    public async Task An_end_that_came_with_the_last_octets_is_not_missed()
    {
        for (int round = 0; round < 200; round++)
        {
            (ITransport transport, Wire peer) = await ConnectAsync();
            using (transport)
            using (peer)
            {
                byte[] buffer = new byte[8];
                await peer.SendAsync("ab");
                peer.EndSending();
                Assert.Equal(2, await transport.ReceiveAsync(buffer).AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
                Assert.Equal(0, await transport.ReceiveAsync(buffer).AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
            }
        }
    }

    [Fact]
    public async Task Waiting_takes_nothing_and_tells_of_octets_that_came_before()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            ValueTask<int> waiting = transport.WaitToReceiveAsync();
            Assert.False(waiting.IsCompleted);
            await peer.SendAsync("abc");
            Assert.True(await waiting >= 0);
            Assert.Equal(PeerState.Spoken, transport.Peek());
            Assert.False(transport.IsSilentAsTold);
            byte[] one = new byte[1];
            foreach (char expected in "abc")
            {
                Assert.True(await transport.WaitToReceiveAsync() >= 0);
                Assert.Equal(1, await transport.ReceiveAsync(one));
                Assert.Equal((byte)expected, one[0]);
            }

            Assert.Equal(PeerState.Silent, transport.Peek());
        }
    }

    [Fact]
    public async Task A_late_receive_asks_for_memory_only_once_there_is_something()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            var memory = new CountedMemory();
            for (int round = 1; round <= 3; round++)
            {
                ValueTask<int> receiving = transport.ReceiveAsync(memory);
                Assert.False(receiving.IsCompleted);
                Assert.Equal(round - 1, memory.Given);
                await peer.SendAsync("abc");
                Assert.Equal(3, await receiving);
                Assert.Equal(round, memory.Given);
                Assert.Equal("abc"u8, memory.Octets.AsSpan(0, 3));
            }

            ValueTask<int> last = transport.ReceiveAsync(memory);
            peer.EndSending();
            Assert.Equal(0, await last);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public async Task Octets_that_come_for_many_at_once_reach_each_of_them_whole(int each)
    {
        const int Count = 80;
        var received = new List<Task<byte[]>>();
        var peers = new List<Wire>();
        for (int index = 0; index < Count; index++)
        {
            (ITransport transport, Wire peer) = await ConnectAsync();
            peers.Add(peer);
            received.Add(ReceiveAllAsync(transport, index % 2 == 0));
        }

        await Task.WhenAll(peers.Select(async (peer, index) =>
        {
            await peer.SendAsync(Filled(each, index));
            peer.EndSending();
        }));
        for (int index = 0; index < Count; index++)
        {
            Assert.Equal(Filled(each, index), await received[index].WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
            peers[index].Dispose();
        }
    }

    [Fact]
    public async Task A_send_waits_for_a_peer_that_does_not_read_and_loses_nothing()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            const int Size = 20_000_000;
            Task sending = SendAllAsync(transport, new byte[Size]);
            Assert.False(sending.IsCompleted);
            if (OperatingSystem.IsLinux())
            {
                Assert.True(transport.Unsent > 0);
            }

            await Bulk.ReceiveAsync(peer, Size);
            await sending;
        }
    }

    [Fact]
    public async Task A_peers_reset_breaks_what_is_pending_and_what_comes_after()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        {
            ValueTask<int> receiving = transport.ReceiveAsync(new byte[8]);
            peer.Reset();
            Assert.Equal(ITransport.Broken, await receiving);
            Assert.True(await transport.ReceiveAsync(new byte[8]) <= 0);
            Assert.Equal(ITransport.Broken, await transport.SendAsync(new byte[8]));
        }
    }

    [Fact]
    public async Task A_reset_from_here_reaches_the_peer_as_one_and_breaks_what_is_pending()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (peer)
        {
            ValueTask<int> receiving = transport.ReceiveAsync(new byte[8]);
            transport.Reset();
            Assert.Equal(ITransport.Broken, await receiving.AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
            await peer.ReadToResetAsync();
            Assert.Equal(ITransport.Broken, await transport.SendAsync(new byte[8]));
            Assert.Equal(ITransport.Broken, await transport.ReceiveAsync(new byte[8]));
            Assert.False(transport.EndSending());
            Assert.Null(transport.Local);
            Assert.Equal(PeerState.Broken, transport.Peek());
            transport.Reset();
            transport.Dispose();
        }
    }

    [Fact]
    public async Task Closing_and_waiting_at_once_never_leaves_the_wait_behind()
    {
        for (int round = 0; round < 500; round++)
        {
            (ITransport transport, Wire peer) = await ConnectAsync();
            using (peer)
            {
                var closing = Task.Run(transport.Dispose, TestContext.Current.CancellationToken);
                Assert.True(await transport.ReceiveAsync(new byte[8]).AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken) <= 0);
                await closing;
            }
        }
    }

    [Fact]
    public async Task Once_it_receives_no_more_a_pending_receive_ends_and_sending_goes_on()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            ValueTask<int> receiving = transport.ReceiveAsync(new byte[8]);
            transport.EndReceiving();
            Assert.Equal(0, await receiving.AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
            Assert.Equal(4, await transport.SendAsync("gone"u8.ToArray()));
            Assert.Equal("gone", await peer.ReadAsync(4));
        }
    }

    [Fact]
    public async Task The_queue_of_what_was_sent_empties_as_the_peer_takes_it()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (transport)
        using (peer)
        {
            Assert.Equal(OperatingSystem.IsLinux() ? 0 : null, transport.Unsent);
            await transport.SendAsync("abc"u8.ToArray());
            await peer.ReadAsync(3);
            var patience = Stopwatch.StartNew();
            while (transport.Unsent is > 0)
            {
                Assert.True(patience.Elapsed < Wire.Patience, "The queue never became empty.");
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Connecting_to_an_address_that_refuses_gives_nothing()
    {
        IPEndPoint gone = There;
        _origin.Dispose();
        Assert.Null(await Transports.ConnectAsync(gone, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Connecting_can_be_called_off()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Transports.ConnectAsync(There, cancelled.Token));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::", "127.0.0.1")]
    [InlineData("::", "::1")]
    [InlineData("::1", "::1")]
    public async Task A_listener_takes_connections_and_knows_both_ends(string listening, string from)
    {
        if (!Socket.OSSupportsIPv6 || (IPAddress.Parse(listening).GetAddressBytes().Length == 16 && !HasIPv6Loopback()))
        {
            Assert.Contains(':', listening);
            return;
        }

        using ITransportListener listener = Transports.Listen(new IPEndPoint(IPAddress.Parse(listening), 0), 16);
        ValueTask<ITransport?> accepting = listener.AcceptAsync();
        using Wire client = await Wire.ConnectAsync(new IPEndPoint(IPAddress.Parse(from), listener.EndPoint.Port));
        using ITransport accepted = (await accepting)!;
        Assert.Equal(client.Socket.LocalEndPoint, accepted.Remote);
        Assert.Equal(client.Socket.RemoteEndPoint, accepted.Local);
        ValueTask<int> waiting = accepted.WaitToReceiveAsync();
        accepted.Start();
        await client.SendAsync("hello");
        Assert.Equal(0, await waiting);
        byte[] buffer = new byte[8];
        Assert.Equal(5, await accepted.ReceiveAsync(buffer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_for_an_accepted_connection_ends_with_it_before_it_is_started_and_after(bool isStarted)
    {
        using ITransportListener listener = Transports.Listen(new IPEndPoint(IPAddress.Loopback, 0), 16);
        ValueTask<ITransport?> accepting = listener.AcceptAsync();
        using Wire client = await Wire.ConnectAsync(new IPEndPoint(IPAddress.Loopback, listener.EndPoint.Port));
        ITransport accepted = (await accepting)!;
        Task<int> waiting = accepted.WaitToReceiveAsync().AsTask();
        if (isStarted)
        {
            accepted.Start();
        }

        accepted.Dispose();
        accepted.Start();
        Assert.Equal(ITransport.Broken, await waiting.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_listener_that_is_stopped_accepts_nothing_more()
    {
        using ITransportListener listener = Transports.Listen(new IPEndPoint(IPAddress.Loopback, 0), 16);
        ValueTask<ITransport?> accepting = listener.AcceptAsync();
        Assert.False(accepting.IsCompleted);
        listener.Stop();
        Assert.Null(await accepting.AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
        Assert.Null(await listener.AcceptAsync());
    }

    [Fact]
    public void An_address_in_use_cannot_be_listened_on() =>
        Assert.Equal(
            SocketError.AddressAlreadyInUse,
            Assert.Throws<SocketException>(() => Transports.Listen(There, 16)).SocketErrorCode);

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static byte[] Filled(int length, int with)
    {
        byte[] octets = new byte[length];
        Array.Fill(octets, (byte)with);
        return octets;
    }

    private static async Task<byte[]> ReceiveAllAsync(ITransport transport, bool isLate)
    {
        using ITransport receiving = transport;
        var memory = new CountedMemory();
        using var all = new MemoryStream();
        while (await ReceiveAsync(receiving, memory, isLate).ConfigureAwait(false) is > 0 and int received)
        {
            all.Write(memory.Octets, 0, received);
        }

        return all.ToArray();
    }

    private static ValueTask<int> ReceiveAsync(ITransport transport, CountedMemory memory, bool isLate) =>
        isLate ? transport.ReceiveAsync(memory) : transport.ReceiveAsync(memory.Octets);

    private static async Task SendAllAsync(ITransport transport, ReadOnlyMemory<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            int sent = await transport.SendAsync(octets);
            Assert.True(sent > 0);
            octets = octets[sent..];
        }
    }

    private protected async Task<(ITransport Transport, Wire Peer)> ConnectAsync()
    {
        ITransport? transport = await Transports.ConnectAsync(There, TestContext.Current.CancellationToken);
        Assert.NotNull(transport);
        return (transport, await _origin.AcceptAsync());
    }
}
