using System.Net.Sockets;
using System.Runtime.InteropServices;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class IoRingTests : IDisposable
{
    private const int SlotSize = 16;

    private readonly TestOrigin _origin = new();
    private readonly byte[] _octets = GC.AllocateArray<byte>(IoRing.Size * SlotSize, pinned: true);
    private readonly int[] _results = new int[IoRing.Size];

    public void Dispose() => _origin.Dispose();

    [Fact]
    public async Task What_comes_of_each_call_stands_at_its_index_round_after_round()
    {
        (Wire near, Wire far) = await ConnectAsync();
        (Wire silent, Wire farSilent) = await ConnectAsync();
        using (near)
        using (far)
        using (silent)
        using (farSilent)
        {
            // A ring belongs to the thread that made it: nothing is awaited from here on.
            using IoRing ring = Create();
            for (int round = 0; round < 40; round++)
            {
                "ping"u8.CopyTo(_octets);
                AddSend(ring, near, 0, 4);
                ring.Run(_results);
                Assert.Equal(4, _results[0]);

                AddReceive(ring, silent, 5);
                AddReceive(ring, far, 3);
                ring.Run(_results);
                Assert.Equal(4, _results[3]);
                Assert.Equal("ping"u8, _octets.AsSpan(3 * SlotSize, 4));
                Assert.Equal(-LinuxSocket.Eagain, _results[5]);
                Assert.Equal(IoRing.NotMade, _results[4]);
            }

            Assert.False(ring.IsBroken);
        }
    }

    [Fact]
    public async Task An_end_and_a_broken_connection_are_results()
    {
        (Wire near, Wire far) = await ConnectAsync();
        using (near)
        using (far)
        {
            near.EndSending();
            using IoRing ring = Create();
            AddReceive(ring, far, 0);
            AddSend(ring, near, 1, 4);
            ring.Run(_results);
            Assert.Equal(0, _results[0]);
            Assert.Equal(-LinuxSocket.Epipe, _results[1]);
        }
    }

    [Fact]
    public async Task As_many_calls_as_it_has_room_for_are_made_at_once_and_in_order()
    {
        (Wire near, Wire far) = await ConnectAsync();
        using (near)
        using (far)
        {
            using (IoRing ring = Create())
            {
                for (int index = 0; index < IoRing.Size; index++)
                {
                    _octets[index * SlotSize] = (byte)('A' + index);
                    AddSend(ring, near, index, 1);
                }

                ring.Run(_results);
                Assert.All(_results, result => Assert.Equal(1, result));
            }

            Assert.Equal(string.Concat(Enumerable.Range(0, IoRing.Size).Select(index => (char)('A' + index))), await far.ReadAsync(IoRing.Size));
        }
    }

    private static IoRing Create()
    {
        IoRing? ring = IoRing.TryCreate();
        Assert.SkipWhen(ring is null, "This system lets nobody have a ring (io_uring).");
        return ring;
    }

    private static int NumberOf(Socket socket) => (int)socket.Handle;

    private unsafe void AddSend(IoRing ring, Wire wire, int index, int length) => ring.AddSend(NumberOf(wire.Socket), Slot(index), length, index);

    private unsafe void AddReceive(IoRing ring, Wire wire, int index) => ring.AddReceive(NumberOf(wire.Socket), Slot(index), SlotSize, index);

    private unsafe byte* Slot(int index) => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_octets, index * SlotSize);

    private async Task<(Wire Near, Wire Far)> ConnectAsync()
    {
        Wire near = await Wire.ConnectAsync(new(System.Net.IPAddress.Loopback, _origin.Port));
        return (near, await _origin.AcceptAsync());
    }
}
