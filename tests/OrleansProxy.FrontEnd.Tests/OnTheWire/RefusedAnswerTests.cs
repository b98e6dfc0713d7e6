using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Answers of origins that two parsers could read in two ways, or that are none: a 502, and nothing of them for the client.</summary>
public sealed class RefusedAnswerTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    public static TheoryData<string, string> Answers => new()
    {
        { "CL and TE", Ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "TE and CL", Ok + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" },
        { "differing lengths", Ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!" },
        { "list of lengths", Ok + "Content-Length: 5, 5\r\n\r\nhello" },
        { "signed length", Ok + "Content-Length: +5\r\n\r\nhello" },
        { "negative length", Ok + "Content-Length: -1\r\n\r\n" },
        { "empty length", Ok + "Content-Length:\r\n\r\n" },
        { "hexadecimal length", Ok + "Content-Length: 0x5\r\n\r\nhello" },
        { "length too large", Ok + "Content-Length: 9999999999999999999\r\n\r\n" },
        { "gzip, chunked", Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" },
        { "chunked twice", Ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "chunked, identity", Ok + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" },
        { "identity", Ok + "Transfer-Encoding: identity\r\n\r\n" },
        { "unknown coding", Ok + "Transfer-Encoding: xchunked\r\n\r\n" },
        { "VT before chunked", Ok + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" },
        { "chunked in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "space before a length's colon", Ok + "Content-Length : 5\r\n\r\nhello" },
        { "space before a coding's colon", Ok + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" },
        { "no chunk size", Ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" },
        { "space after a chunk size", Ok + "Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n" },
        { "bare LF after a chunk size", Ok + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n" },
        { "chunk size of 16 digits", Ok + "Transfer-Encoding: chunked\r\n\r\n0000000000000005\r\nhello\r\n0\r\n\r\n" },
        { "NUL in a value", Ok + "A: b\0\r\nContent-Length: 0\r\n\r\n" },
        { "NUL in a name", Ok + "A\0: b\r\nContent-Length: 0\r\n\r\n" },
        { "ESC in a value", Ok + "A: \u001b\r\nContent-Length: 0\r\n\r\n" },
        { "bare CR in a value", Ok + "A: b\rC: d\r\nContent-Length: 0\r\n\r\n" },
        { "bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n" },
        { "bare LF in a field", Ok + "A: b\nContent-Length: 0\r\n\r\n" },
        { "folded field", Ok + "A: b\r\n c\r\nContent-Length: 0\r\n\r\n" },
        { "field before the first line's end", "HTTP/1.1 200 OK\r\n A: b\r\nContent-Length: 0\r\n\r\n" },
        { "no name", Ok + ": b\r\nContent-Length: 0\r\n\r\n" },
        { "no colon", Ok + "A\r\nContent-Length: 0\r\n\r\n" },
        { "two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n" },
        { "four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n" },
        { "letters", "HTTP/1.1 OK OK\r\nContent-Length: 0\r\n\r\n" },
        { "status 099", "HTTP/1.1 099 No\r\nContent-Length: 0\r\n\r\n" },
        { "two spaces", "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "tab", "HTTP/1.1\t200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "control character in the reason", "HTTP/1.1 200 O\u0007K\r\nContent-Length: 0\r\n\r\n" },
        { "HTTP/2", "HTTP/2 200\r\n\r\n" },
        { "HTTP/1.2", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "lower case", "http/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "empty line before", "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "ICY", "ICY 200 OK\r\n\r\n" },
        { "HTTP/0.9", "<html>hello</html>" },
        { "SSH", "SSH-2.0-OpenSSH_9.9\r\n" },
        { "TLS alert", "\u0015\u0003\u0003\u0000\u0002\u0002\u0046" },
        { "unsolicited 101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n" },
        { "head over the limit", Ok + "A: {long}\r\nContent-Length: 0\r\n\r\n" },
        { "first line over the limit", "HTTP/1.1 200 {long}\r\nContent-Length: 0\r\n\r\n" },
        { "too many fields", Ok + "{many}Content-Length: 0\r\n\r\n" },
        { "102 with a body", "HTTP/1.1 102 Processing\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "103 with chunks", "HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_is_none_becomes_a_502(string name, string answer)
    {
        Assert.NotEmpty(name);
        await using OneAnswer one = await OneAnswer.AskAsync();
        await one.AtOrigin.SendAsync(answer
            .Replace("{long}", new string('a', 32_768), StringComparison.Ordinal)
            .Replace("{many}", string.Concat(Enumerable.Repeat("A: b\r\n", 100)), StringComparison.Ordinal));
        RefusedRequest.AssertIsOneAnswer(502, await one.Client.ReadToEndAsync());
        TrafficRecord record = await one.Proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.OriginFailed, 502), (record.Result, record.Status));
        await one.AtOrigin.ReadToAnyEndAsync();
        Assert.False(one.Origin.HasCaller);
    }

    [Theory]
    [InlineData("junk after the data", "5\r\nhelloX\r\n0\r\n\r\n")]
    [InlineData("bare LF after the data", "5\r\nhello\n0\r\n\r\n")]
    [InlineData("bad size later", "5\r\nhello\r\nx\r\n")]
    [InlineData("bad trailer", "5\r\nhello\r\n0\r\nA\r\n\r\n")]
    [InlineData("bare LF at the end", "5\r\nhello\r\n0\r\n\n")]
    public async Task Chunks_that_break_under_way_never_look_whole(string name, string chunks)
    {
        Assert.NotEmpty(name);
        await using OneAnswer one = await OneAnswer.AskAsync();
        await one.AtOrigin.SendAsync(Ok + "Transfer-Encoding: chunked\r\n\r\n1\r\n.\r\n");
        await one.Client.ReadThroughAsync("\r\n\r\n1\r\n.\r\n");
        await one.AtOrigin.SendAsync(chunks);
        Assert.Contains(await one.Client.ReadToAnyEndAsync(), (string[])["", "5\r\nhello\r\n"]);
        Assert.Equal(TrafficResult.OriginFailed, (await one.Proxy.Traffic.NextAsync()).Result);
    }
}
