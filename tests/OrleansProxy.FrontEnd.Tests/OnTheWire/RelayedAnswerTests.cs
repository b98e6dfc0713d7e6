namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Answers that are taken, and the exact octets that the client sees of them.</summary>
public sealed class RelayedAnswerTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Via = "Via: 1.1 orleansproxy\r\n";
    private const string Empty = "Content-Length: 0\r\n\r\n";

    public static TheoryData<string, string, string, string> Answers => new()
    {
        { "length", "GET", Ok + "Content-Length: 5\r\n\r\nhello", Ok + Via + "Content-Length: 5\r\n\r\nhello" },
        { "zeros before a length", "GET", Ok + "Content-Length: 005\r\n\r\nhello", Ok + Via + "Content-Length: 5\r\n\r\nhello" },
        { "agreeing lengths", "GET", Ok + "Content-Length: 5\r\ncontent-length: 5\r\n\r\nhello", Ok + Via + "Content-Length: 5\r\n\r\nhello" },
        { "chunks", "GET", Ok + "Transfer-Encoding: CHUNKED\r\n\r\n005;a\r\nhello\r\n0\r\nA: b\r\n\r\n", Ok + Via + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n" },
        { "no reason", "GET", "HTTP/1.1 200\r\n" + Empty, "HTTP/1.1 200 \r\n" + Via + Empty },
        { "empty reason", "GET", "HTTP/1.1 200 \r\n" + Empty, "HTTP/1.1 200 \r\n" + Via + Empty },
        { "reason of one's own", "GET", "HTTP/1.1 404 Nicht da, \u00e4h\r\n" + Empty, "HTTP/1.1 404 Nicht da, \u00e4h\r\n" + Via + Empty },
        { "status of one's own", "GET", "HTTP/1.1 799 Odd\r\n" + Empty, "HTTP/1.1 799 Odd\r\n" + Via + Empty },
        { "space before a colon", "GET", Ok + "Server \t: x\r\n" + Empty, Ok + "Server: x\r\n" + Via + Empty },
        { "order, case and repeats", "GET", Ok + "b: 1\r\nA: 2\r\nB: 3\r\na: 2\r\n" + Empty, Ok + "b: 1\r\nA: 2\r\nB: 3\r\na: 2\r\n" + Via + Empty },
        { "cookies stay apart", "GET", Ok + "Set-Cookie: a=1, b\r\nSet-Cookie: c=2\r\nset-cookie: a=1, b\r\n" + Empty, Ok + "Set-Cookie: a=1, b\r\nSet-Cookie: c=2\r\nset-cookie: a=1, b\r\n" + Via + Empty },
        { "hop-by-hop fields", "GET", Ok + "Keep-Alive: 5\r\nUpgrade: h2c\r\nTrailer: x\r\nProxy-Authenticate: Basic\r\nA: b\r\n" + Empty, Ok + "A: b\r\n" + Via + Empty },
        { "fields named by Connection", "GET", Ok + "Connection: x-a, Content-Length\r\nX-A: 1\r\nX-B: 2\r\n" + Empty, Ok + "X-B: 2\r\n" + Via + Empty },
        { "HTTP/1.0 with a length", "GET", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + Empty, Ok + "Via: 1.0 orleansproxy\r\n" + Empty },
        { "HEAD with a length", "HEAD", Ok + "Content-Length: 7\r\n\r\n", Ok + Via + "Content-Length: 7\r\n\r\n" },
        { "HEAD with a coding", "HEAD", Ok + "Transfer-Encoding: chunked\r\n\r\n", Ok + Via + "\r\n" },
        { "HEAD with neither", "HEAD", Ok + "\r\n", Ok + Via + "\r\n" },
        { "204", "GET", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 204 No Content\r\n" + Via + "\r\n" },
        { "204 with a length", "GET", "HTTP/1.1 204 No Content\r\n" + Empty, "HTTP/1.1 204 No Content\r\n" + Via + "\r\n" },
        { "304 with a length", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n" + Via + "Content-Length: 7\r\n\r\n" },
        { "103 before", "GET", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Ok + Empty, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n" + Via + "\r\n" + Ok + Via + Empty },
        { "102 with an empty length before", "GET", "HTTP/1.1 102 Processing\r\n" + Empty + Ok + Empty, "HTTP/1.1 102 Processing\r\n" + Via + "\r\n" + Ok + Via + Empty },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_valid_answer_is_relayed_and_both_connections_stand(string name, string method, string answer, string seen)
    {
        Assert.NotEmpty(name);
        await using OneAnswer one = await OneAnswer.AskAsync(method);
        await one.AtOrigin.SendAsync(answer);
        Assert.Equal(seen, await one.Client.ReadAsync(seen.Length));
        await one.Proxy.Traffic.NextAsync();
        Assert.EndsWith("\r\n\r\nagain", await one.AskAgainAsync(sameConnection: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ok + "A: b\r\nContent-Length: 5\r\n\r\nhello", Ok + "A: b\r\n" + Via + "Content-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No\r\n\r\n", "HTTP/1.1 103 Early Hints\r\n" + Via + "\r\nHTTP/1.1 204 No\r\n" + Via + "\r\n")]
    public async Task Where_an_answer_is_split_changes_nothing(string answer, string seen)
    {
        await using OneAnswer one = await OneAnswer.AskAsync();
        for (int split = 0; split <= answer.Length; split++)
        {
            await one.AtOrigin.SendAsync(answer[..split]);
            await one.AtOrigin.SendAsync(answer[split..]);
            Assert.Equal(seen, await one.Client.ReadAsync(seen.Length));
            await one.Proxy.Traffic.NextAsync();
            await one.Client.SendAsync($"GET http://{one.Origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
            await one.AtOrigin.ReadHeadAsync();
        }
    }

    [Fact]
    public async Task Where_chunks_are_split_changes_nothing()
    {
        const string Answer = Ok + "Transfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n";
        await using OneAnswer one = await OneAnswer.AskAsync();
        for (int split = 0; split <= Answer.Length; split++)
        {
            await one.AtOrigin.SendAsync(Answer[..split]);
            await one.AtOrigin.SendAsync(Answer[split..]);
            Assert.Equal(Ok + Via + "Transfer-Encoding: chunked\r\n\r\n", await one.Client.ReadHeadAsync());
            string chunks = await one.Client.ReadThroughAsync("\r\n0\r\n\r\n");
            string data = string.Concat(chunks.Split("\r\n").Where((_, line) => line % 2 == 1));
            Assert.Equal("hello!", data);
            await one.Proxy.Traffic.NextAsync();
            await one.Client.SendAsync($"GET http://{one.Origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
            await one.AtOrigin.ReadHeadAsync();
        }
    }
}
