using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class BodyWriterTests
{
    [Fact]
    public async Task Small_pieces_wait_and_go_out_as_one()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        BodyWriter writer = Write(pair, BodyKind.Chunked);
        await writer.WriteAsync("hello"u8.ToArray());
        await writer.WriteAsync(default);
        await writer.WriteAsync("world!"u8.ToArray());
        Assert.Equal(0, pair.Connection.BytesSent);
        await writer.CompleteAsync(isPeersTurn: true);
        const string Expected = "head\r\n5\r\nhello\r\n6\r\nworld!\r\n0\r\n\r\n";
        Assert.Equal(Expected.Length, pair.Connection.BytesSent);
        Assert.Equal(Expected, await pair.Peer.ReadAsync(Expected.Length));
    }

    [Theory]
    [InlineData(BodyKind.Chunked, "head\r\n4e20\r\n", "\r\n0\r\n\r\n")]
    [InlineData(BodyKind.Length, "head\r\n", "")]
    public async Task Large_pieces_go_out_after_what_waited(BodyKind kind, string before, string after)
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        BodyWriter writer = Write(pair, kind);
        byte[] piece = new byte[20_000];
        Array.Fill(piece, (byte)'x');
        await writer.WriteAsync(piece);
        await writer.CompleteAsync(isPeersTurn: true);
        string expected = before + new string('x', 20_000) + after;
        Assert.Equal(expected, await pair.Peer.ReadAsync(expected.Length));
    }

    [Fact]
    public async Task No_more_than_a_bound_ever_waits()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        BodyWriter writer = Write(pair, BodyKind.Length);
        for (int piece = 0; piece < 100; piece++)
        {
            await writer.WriteAsync(new byte[1000]);
            Assert.InRange(writer.Pending.Length, 0, 16_384);
        }
    }

    private static BodyWriter Write(Pair pair, BodyKind kind)
    {
        var writer = new BodyWriter(Wire.Patience);
        writer.Attach(pair.Connection);
        writer.Pending.Write("head\r\n"u8);
        writer.Begin(kind);
        return writer;
    }
}
