using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

/// <summary>How answers are framed for the client, and that none looks whole that is not.</summary>
public sealed class ClientAnswerTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nVia: 1.1 orleansproxy\r\n";

    [Theory]
    [InlineData("1.1", "Content-Length: 5\r\n\r\nhello", "Content-Length: 5\r\n\r\nhello")]
    [InlineData("1.1", "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nT: 1\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")]
    [InlineData("1.0", "Content-Length: 5\r\n\r\nhello", "Content-Length: 5\r\nConnection: close\r\n\r\nhello")]
    [InlineData("1.0", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "Connection: close\r\n\r\nhello")]
    public async Task A_body_is_framed_anew_for_the_client(string version, string fromOrigin, string toClient)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin, "GET", version);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n" + fromOrigin);
        Assert.Equal(Head + toClient, await client.ReadAsync((Head + toClient).Length));
        client.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(TrafficResult.Forwarded, (await proxy.Traffic.NextAsync()).Result);
    }

    [Theory]
    [InlineData("1.1", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("1.0", "Connection: close\r\n\r\nhello")]
    public async Task A_body_until_close_is_whole_when_the_origin_ends_in_order(string version, string toClient)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin, "GET", version);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n\r\nhello");
        atOrigin.EndSending();
        Assert.Equal(Head + toClient, await client.ReadAsync((Head + toClient).Length));
        client.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_chunk_reaches_the_client_before_the_next_one_comes()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin, "GET", "1.1");
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        await client.ReadThroughAsync("hello\r\n");
        await atOrigin.SendAsync("5\r\nworld\r\n");
        Assert.Equal("5\r\nworld\r\n", await client.ReadThroughAsync("world\r\n"));
        await atOrigin.SendAsync("0\r\n\r\n");
        Assert.Equal("0\r\n\r\n", await client.ReadThroughAsync("\r\n\r\n"));
    }

    [Theory]
    [InlineData("HEAD", "200 OK", "Content-Length: 77\r\n", "Content-Length: 77\r\n")]
    [InlineData("HEAD", "200 OK", "Transfer-Encoding: chunked\r\n", "")]
    [InlineData("GET", "204 No Content", "", "")]
    [InlineData("GET", "304 Not Modified", "Content-Length: 5\r\n", "Content-Length: 5\r\n")]
    public async Task An_answer_without_a_body_leaves_both_connections_for_the_next(
        string method, string status, string fromOrigin, string toClient)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin, method, "1.1");
        await atOrigin.SendAsync($"HTTP/1.1 {status}\r\n{fromOrigin}\r\n");
        Assert.Equal($"HTTP/1.1 {status}\r\nVia: 1.1 orleansproxy\r\n{toClient}\r\n", await client.ReadHeadAsync());
        await proxy.Traffic.NextAsync();
        await client.SendAsync($"GET http://{origin.Authority}/next HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("GET /next ", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_HTTP_1_0_client_may_keep_its_connection()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.Equal($"GET / HTTP/1.1\r\nHost: {origin.Authority}\r\nVia: 1.0 orleansproxy\r\n\r\n", await atOrigin.ReadHeadAsync());
        await atOrigin.SendAsync("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na");
        Assert.Equal(
            "HTTP/1.1 200 OK\r\nVia: 1.0 orleansproxy\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\n", await client.ReadHeadAsync());
        Assert.Equal("a", await client.ReadAsync(1));
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.0\r\n\r\n");
        using Wire again = await origin.AcceptAsync();
        await again.ReadHeadAsync();
    }

    [Fact]
    public async Task A_length_that_the_origin_does_not_deliver_ends_short()
    {
        Assert.EndsWith("\r\n\r\nhel", await DieAsync("1.1", "Content-Length: 5\r\n\r\nhel", endInReset: false), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhel", await DieAsync("1.1", "Content-Length: 5\r\n\r\nhel", endInReset: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    public async Task Chunks_that_the_origin_does_not_end_have_no_last_chunk(string body)
    {
        string answer = await DieAsync("1.1", body, endInReset: false);
        Assert.EndsWith("3\r\nhel\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("3\r\nhel\r\n", await DieAsync("1.1", body, endInReset: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_until_close_that_the_origin_resets_has_no_last_chunk() =>
        Assert.EndsWith("3\r\nhel\r\n", await DieAsync("1.1", "\r\nhel", endInReset: true), StringComparison.Ordinal);

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n", false)]
    [InlineData("\r\nhel", true)]
    public async Task A_body_until_close_that_is_not_whole_ends_in_a_reset(string body, bool originResets)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin, "GET", "1.0");
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n" + body);
        await client.ReadThroughAsync("\r\n\r\nhel");
        End(atOrigin, originResets);
        Assert.Equal("", await client.ReadToResetAsync());
        Assert.Equal(TrafficResult.OriginFailed, (await proxy.Traffic.NextAsync()).Result);
    }

    private static async Task<string> DieAsync(string version, string octets, bool endInReset)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin, "GET", version);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n" + octets);
        string begun = await client.ReadThroughAsync("hel");
        End(atOrigin, endInReset);
        string rest = await client.ReadToEndAsync();
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.OriginFailed, 200), (record.Result, record.Status));
        Assert.NotNull(record.Error);
        return begun + rest;
    }

    private static void End(Wire atOrigin, bool inReset)
    {
        if (inReset)
        {
            atOrigin.Reset();
        }
        else
        {
            atOrigin.EndSending();
        }
    }

    private static async Task<Wire> AskAsync(Wire client, TestOrigin origin, string method, string version)
    {
        await client.SendAsync($"{method} http://{origin.Authority}/ HTTP/{version}\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        return atOrigin;
    }
}
