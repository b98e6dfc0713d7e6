using System.Text;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Http.Framing;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class BodyReaderTests
{
    private readonly ProxyOptions _options = new() { BufferSize = 4096 };

    [Theory]
    [InlineData(BodyKind.Length, "helloNEXT", 5)]
    [InlineData(BodyKind.Chunked, "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\nNEXT", 20)]
    public async Task It_ends_where_the_body_ends_however_the_octets_come(BodyKind kind, string sent, int consumed)
    {
        for (int split = 0; split <= sent.Length; split++)
        {
            using var clock = new DeadlineClock(TimeProvider.System);
            using Pair pair = await Pair.OpenAsync(clock);
            var body = new BodyReader(_options);
            body.Begin(pair.Connection, new BodyFraming(kind, kind is BodyKind.Length ? 5 : 0));
            Task<string> reading = ReadAllAsync(body);
            await pair.Peer.SendAsync(sent[..split]);
            await pair.Peer.SendAsync(sent[split..]);
            Assert.Equal("hello", await reading.WaitAsync(Wire.Patience, TestContext.Current.CancellationToken));
            Assert.True(body.IsComplete);
            Assert.Equal(consumed, body.Consumed);
            while (pair.Connection.Buffer.Length < 4)
            {
                await pair.Connection.ReceiveAsync(Wire.Patience);
            }

            Assert.Equal("NEXT"u8.ToArray(), pair.Connection.Buffer.Unread.ToArray());
        }
    }

    [Fact]
    public async Task The_last_stretch_is_handed_out_before_the_body_counts_as_complete()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        var body = new BodyReader(_options);
        body.Begin(pair.Connection, BodyFraming.OfLength(2));
        await pair.Peer.SendAsync("ab");
        Assert.Equal(2, (await body.ReadAsync()).Length);
        Assert.Equal((true, false), (body.HasEnded, body.IsComplete));
        Assert.True((await body.ReadAsync()).IsEmpty);
        Assert.True(body.IsComplete);
    }

    [Theory]
    [InlineData(BodyKind.Length, "hel", false)]
    [InlineData(BodyKind.Chunked, "5\r\nhello\r\n", false)]
    [InlineData(BodyKind.Chunked, "5\r\nhello!\r\n", true)]
    public async Task A_body_that_is_not_whole_is_a_fault(BodyKind kind, string sent, bool malformed)
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        var body = new BodyReader(_options);
        body.Begin(pair.Connection, new BodyFraming(kind, kind is BodyKind.Length ? 5 : 0));
        await pair.Peer.SendAsync(sent);
        pair.Peer.EndSending();
        PeerException fault = await Assert.ThrowsAsync<PeerException>(() => ReadAllAsync(body));
        Assert.Equal((Peer.Origin, malformed ? PeerFault.Malformed : PeerFault.Truncated), (fault.Side, fault.Fault));
        Assert.False(body.IsComplete);
    }

    [Fact]
    public async Task A_body_until_close_ends_with_the_connection()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock);
        var body = new BodyReader(_options);
        body.Begin(pair.Connection, BodyFraming.UntilClose);
        await pair.Peer.SendAsync("hello");
        pair.Peer.EndSending();
        Assert.Equal("hello", await ReadAllAsync(body));
        Assert.True(body.IsComplete);
    }

    private static async Task<string> ReadAllAsync(BodyReader body)
    {
        var text = new StringBuilder();
        while (await body.ReadAsync() is { IsEmpty: false } stretch)
        {
            text.Append(Encoding.Latin1.GetString(stretch.Span));
        }

        return text.ToString();
    }
}
