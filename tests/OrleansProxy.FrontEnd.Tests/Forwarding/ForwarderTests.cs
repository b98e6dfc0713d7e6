using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class ForwarderTests
{
    [Fact]
    public async Task A_request_goes_to_the_origin_in_origin_form_with_host_from_the_target_and_via()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(
            $"GET http://{origin.Authority}/a?b=c HTTP/1.1\r\nHost: elsewhere.test\r\nUser-Agent: test\r\nX-One: 1\r\n"
            + "Connection: X-Hop\r\nX-Hop: 2\r\nProxy-Authorization: Basic c2VjcmV0\r\nProxy-Connection: keep-alive\r\nTE: trailers\r\n"
            + "Keep-Alive: 5\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\nx-one: 3\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.Equal(
            $"GET /a?b=c HTTP/1.1\r\nHost: {origin.Authority}\r\nUser-Agent: test\r\nX-One: 1\r\nx-one: 3\r\nVia: 1.1 orleansproxy\r\n\r\n",
            await atOrigin.ReadHeadAsync());
        await atOrigin.SendAsync("HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nX-A: 1\r\nKeep-Alive: 9\r\nx-a: 2\r\n\r\nhi");
        Assert.Equal(
            "HTTP/1.1 200 Fine\r\nX-A: 1\r\nx-a: 2\r\nVia: 1.1 orleansproxy\r\nContent-Length: 2\r\n\r\nhi",
            await client.ReadThroughAsync("hi"));

        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal(("GET", "http", "127.0.0.1", origin.Port), (record.Method, record.Scheme, record.Host, record.Port));
        Assert.Equal(("/a?b=c", "HTTP/1.1", 200), (record.PathAndQuery, record.Protocol, record.Status));
        Assert.Equal((TrafficResult.Forwarded, "test", null), (record.Result, record.UserAgent, record.Error));
        Assert.Equal(origin.Port, record.Upstream!.Port);
        Assert.NotNull(record.TimeToFirstByte);
        Assert.NotNull(record.ConnectTime);
    }

    [Fact]
    public async Task Both_connections_serve_a_second_request()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/1 HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");
        await proxy.Traffic.NextAsync();

        await client.SendAsync($"GET http://{origin.Authority}/2 HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("GET /2 ", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        await client.ReadThroughAsync("\r\n\r\nb");
        Assert.Null((await proxy.Traffic.NextAsync()).ConnectTime);
        Assert.False(origin.HasCaller);
    }

    [Theory]
    [InlineData("GET", "Content-Length: 3\r\n\r\nabc", "abc")]
    [InlineData("GET", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "0\r\n\r\n")]
    [InlineData("DELETE", "Content-Length: 3\r\n\r\nabc", "abc")]
    public async Task A_connection_on_which_content_had_no_meaning_is_not_used_again(string method, string rest, string end)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{method} http://{origin.Authority}/1 HTTP/1.1\r\nHost: x\r\n{rest}");
        using Wire first = await origin.AcceptAsync();
        await first.ReadThroughAsync(end);
        await first.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");

        await client.SendAsync($"GET http://{origin.Authority}/2 HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire second = await origin.AcceptAsync();
        Assert.StartsWith("GET /2 ", await second.ReadHeadAsync(), StringComparison.Ordinal);
        await second.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        await client.ReadThroughAsync("\r\n\r\nb");
        Assert.Equal("", await first.ReadToAnyEndAsync());
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string Get(string path) => $"GET http://{origin.Authority}{path} HTTP/1.1\r\nHost: x\r\n\r\n";
        await client.SendAsync(Get("/1") + $"POST http://{origin.Authority}/2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + Get("/3"));
        using Wire atOrigin = await origin.AcceptAsync();
        foreach (string path in (string[])["GET /1 ", "POST /2 ", "GET /3 "])
        {
            Assert.StartsWith(path, await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
            if (path[0] == 'P')
            {
                Assert.Equal("abc", await atOrigin.ReadAsync(3));
            }

            await atOrigin.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{path,-8}");
        }

        Assert.EndsWith("GET /1  ", await client.ReadThroughAsync("GET /1  "), StringComparison.Ordinal);
        Assert.EndsWith("POST /2 ", await client.ReadThroughAsync("POST /2 "), StringComparison.Ordinal);
        Assert.EndsWith("GET /3  ", await client.ReadThroughAsync("GET /3  "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_line_between_requests_belongs_to_neither()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        for (int request = 0; request < 2; request++)
        {
            await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na\r\n");
        }

        using Wire atOrigin = await origin.AcceptAsync();
        for (int request = 0; request < 2; request++)
        {
            await atOrigin.ReadThroughAsync("\r\n\r\na");
            await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 204 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        }

        client.EndSending();
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_GET_is_sent_again_once_when_its_pooled_connection_had_died()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire first = await PoolOneAsync(proxy, origin, client);

        await client.SendAsync($"GET http://{origin.Authority}/again HTTP/1.1\r\nHost: x\r\n\r\n");
        await first.ReadThroughAsync("GET /again ");
        first.Reset();
        using Wire second = await origin.AcceptAsync();
        await second.ReadThroughAsync("GET /again ");
        await second.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        await client.ReadThroughAsync("\r\n\r\nb");
        Assert.Equal(TrafficResult.Forwarded, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_POST_is_never_sent_again()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire first = await PoolOneAsync(proxy, origin, client);

        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nz");
        await first.ReadThroughAsync("\r\n\r\nz");
        first.Reset();
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal(TrafficResult.OriginFailed, (await proxy.Traffic.NextAsync()).Result);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task A_GET_is_not_sent_a_third_time()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire first = await PoolOneAsync(proxy, origin, client);
        await client.SendAsync($"GET http://{origin.Authority}/again HTTP/1.1\r\nHost: x\r\n\r\n");
        await first.ReadThroughAsync("GET /again ");
        first.Reset();
        using Wire second = await origin.AcceptAsync();
        await second.ReadThroughAsync("GET /again ");
        second.Reset();
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task Once_an_octet_of_an_answer_has_come_nothing_is_sent_again()
    {
        const string answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Limits.Enabled = false);
        using var origin = new TestOrigin();
        for (int count = 1; count <= answer.Length; count++)
        {
            using Wire client = await proxy.ConnectAsync();
            using Wire pooled = await PoolOneAsync(proxy, origin, client);
            await client.SendAsync($"GET http://{origin.Authority}/again HTTP/1.1\r\nHost: x\r\n\r\n");
            await pooled.ReadThroughAsync("GET /again ");
            await pooled.SendAsync(answer[..count]);
            pooled.EndSending();
            string told = await client.ReadToEndAsync();
            Assert.StartsWith(count < answer.Length ? "HTTP/1.1 502 " : "HTTP/1.1 200 ", told, StringComparison.Ordinal);
            Assert.Equal(TrafficResult.OriginFailed, (await proxy.Traffic.NextAsync()).Result);
            Assert.False(origin.HasCaller);
        }
    }

    [Theory]
    [InlineData("GET", "\r\n", true)]
    [InlineData("HEAD", "\r\n", true)]
    [InlineData("OPTIONS", "\r\n", true)]
    [InlineData("DELETE", "\r\n", true)]
    [InlineData("PUT", "\r\n", true)]
    [InlineData("PUT", "Content-Length: 1\r\n\r\nz", false)]
    [InlineData("POST", "\r\n", false)]
    [InlineData("PATCH", "\r\n", false)]
    [InlineData("FROB", "\r\n", false)]
    [InlineData("get", "\r\n", false)]
    public async Task Only_what_does_no_harm_twice_and_has_no_body_is_sent_again(string method, string rest, bool again)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire first = await PoolOneAsync(proxy, origin, client);
        await client.SendAsync($"{method} http://{origin.Authority}/again HTTP/1.1\r\nHost: x\r\n{rest}");
        await first.ReadThroughAsync("/again HTTP/1.1\r\n");
        first.EndSending();
        if (again)
        {
            using Wire second = await origin.AcceptAsync();
            await second.ReadThroughAsync("/again HTTP/1.1\r\n");
            await second.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        }

        Assert.StartsWith(again ? "HTTP/1.1 204 " : "HTTP/1.1 502 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task A_408_that_gave_up_a_pooled_connection_is_not_taken_for_the_answer()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire first = await PoolOneAsync(proxy, origin, client);
        await client.SendAsync($"GET http://{origin.Authority}/again HTTP/1.1\r\nHost: x\r\n\r\n");

        // It crosses the request, or comes before it: nobody could tell.
        await first.SendAsync("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        first.EndSending();
        using Wire second = await origin.AcceptAsync();
        await second.ReadThroughAsync("GET /again ");
        await second.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadThroughAsync("\r\n\r\nb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_408_on_a_new_connection_is_the_answer()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire first = await origin.AcceptAsync();
        await first.ReadHeadAsync();
        await first.SendAsync("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pooled_connection_that_has_ended_or_spoken_is_not_used()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire first = await PoolOneAsync(proxy, origin, client);
        await first.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");

        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nz");
        using Wire second = await origin.AcceptAsync();
        await second.ReadThroughAsync("\r\n\r\nz");
        await second.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood");
        Assert.EndsWith("good", await client.ReadThroughAsync("good"), StringComparison.Ordinal);
    }

    private static async Task<Wire> PoolOneAsync(TestProxy proxy, TestOrigin origin, Wire client)
    {
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");
        await proxy.Traffic.NextAsync();
        return atOrigin;
    }
}
