using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Transports;

namespace OrleansProxy.FrontEnd.Tests.Connections;

public sealed class ReceiveBufferTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1000)]
    [InlineData(2, 2000)]
    [InlineData(2, 8192)]
    [InlineData(4094, 1)]
    public void Memory_for_what_has_come_has_room_for_it_whatever_is_unread(int unread, int coming)
    {
        var buffer = new ReceiveBuffer(4096);
        Memory<byte> first = buffer.Free();
        "xy"u8.CopyTo(first.Span[(4096 - 2)..]);
        buffer.Received(4096);
        buffer.Consume(4096 - unread);
        byte[] before = buffer.Unread.ToArray();

        Memory<byte> memory = ((IReceiveMemory)buffer).Free(coming);
        Assert.InRange(memory.Length, coming, int.MaxValue);
        memory.Span[coming - 1] = (byte)'z';
        buffer.Received(coming);
        Assert.Equal(before, buffer.Unread[..unread].ToArray());
        Assert.Equal((byte)'z', buffer.Unread.Span[^1]);
    }

    [Fact]
    public void What_is_received_is_read_in_order_across_growth()
    {
        var buffer = new ReceiveBuffer(16);
        byte next = 0, read = 0;
        var random = new Random(5);
        for (int round = 0; round < 500; round++)
        {
            Memory<byte> free = buffer.Free(random.Next(0, 200));
            Assert.False(free.IsEmpty);
            int received = random.Next(1, Math.Min(free.Length, 60) + 1);
            for (int index = 0; index < received; index++)
            {
                free.Span[index] = next++;
            }

            buffer.Received(received);
            int used = random.Next(0, buffer.Length + 1);
            foreach (byte octet in buffer.Unread.Span[..used])
            {
                Assert.Equal(read++, octet);
            }

            buffer.Consume(used);
        }

        foreach (byte octet in buffer.Unread.Span)
        {
            Assert.Equal(read++, octet);
        }

        Assert.Equal(next, read);
    }

    [Fact]
    public void It_grows_no_further_than_what_is_unread_needs()
    {
        var buffer = new ReceiveBuffer(64);
        for (int round = 0; round < 1000; round++)
        {
            int free = buffer.Free().Length;
            Assert.InRange(free, 1, 256);
            buffer.Received(Math.Min(free, 40));
            buffer.Consume(buffer.Length);
        }
    }

    [Fact]
    public void Memory_that_goes_back_holds_nothing_of_what_was_received()
    {
        var buffer = new ReceiveBuffer(64);
        Memory<byte> memory = buffer.Free();
        memory.Span[..10].Fill(0x41);
        buffer.Received(10);
        buffer.Consume(10);
        buffer.ReleaseIfEmpty();
        Assert.Equal(-1, memory.Span[..10].IndexOf((byte)0x41));
    }

    [Fact]
    public void It_keeps_its_memory_while_something_is_unread()
    {
        var buffer = new ReceiveBuffer(64);
        buffer.Free().Span[0] = 1;
        buffer.Received(1);
        buffer.ReleaseIfEmpty();
        Assert.Equal([1], buffer.Unread.ToArray());
        buffer.Release();
        Assert.Equal(0, buffer.Length);
    }
}
