using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class OriginExchangeTests
{
    [Theory]
    [InlineData("Content-Length: 5\r\n\r\nhello", "Content-Length: 5\r\n\r\nhello")]
    [InlineData("Content-Length: 0\r\n\r\n", "Content-Length: 0\r\n\r\n")]
    [InlineData("Transfer-Encoding: Chunked\r\n\r\n2\r\nhe\r\n003;a=b\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")]
    public async Task A_request_body_is_framed_anew_for_the_origin(string fromClient, string toOrigin)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n{fromClient}");
        using Wire atOrigin = await origin.AcceptAsync();
        string expected = $"POST / HTTP/1.1\r\nHost: {origin.Authority}\r\nVia: 1.1 orleansproxy\r\n{toOrigin}";
        Assert.Equal(expected, await atOrigin.ReadAsync(expected.Length));
        await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        Assert.Equal("HTTP/1.1 204 No Content\r\nVia: 1.1 orleansproxy\r\n\r\n", await client.ReadHeadAsync());

        // Both connections stand.
        await proxy.Traffic.NextAsync();
        await client.SendAsync($"GET http://{origin.Authority}/next HTTP/1.1\r\nHost: x\r\n\r\n");
        await atOrigin.ReadThroughAsync("GET /next ");
    }

    [Fact]
    public async Task Request_octets_reach_the_origin_as_they_come()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        foreach (string chunk in (string[])["1\r\na\r\n", "2\r\nbc\r\n", "0\r\n\r\n"])
        {
            await client.SendAsync(chunk);
            Assert.Equal(chunk, await atOrigin.ReadAsync(chunk.Length));
        }
    }

    [Fact]
    public async Task Interim_answers_are_relayed_and_a_body_that_waits_for_100_is_not_asked_for_before_it()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"PUT http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.Contains("\r\nExpect: 100-continue\r\n", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: x\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\nVia: 1.1 orleansproxy\r\n\r\n", await client.ReadHeadAsync());
        Assert.Equal("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nVia: 1.1 orleansproxy\r\n\r\n", await client.ReadHeadAsync());
        await client.SendAsync("ab");
        Assert.Equal("ab", await atOrigin.ReadAsync(2));
        await atOrigin.SendAsync("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal("HTTP/1.1 201 Created\r\nVia: 1.1 orleansproxy\r\nContent-Length: 0\r\n\r\n", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task A_100_that_nobody_asked_for_goes_no_further()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\na");
        await atOrigin.SendAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 102 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 204 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_waits_for_100_follows_a_final_answer_that_came_without_one_if_the_client_sends_it()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"PUT http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();

        // The client has waited long enough and sends; the origin never says 100.
        await client.SendAsync("ab");
        Assert.Equal("ab", await atOrigin.ReadAsync(2));
        await atOrigin.SendAsync("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal("HTTP/1.1 201 Created\r\nVia: 1.1 orleansproxy\r\nContent-Length: 0\r\n\r\n", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task An_expectation_that_we_do_not_know_is_for_the_origin_to_answer()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nExpect: patience\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.Contains("\r\nExpect: patience\r\n", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal("HTTP/1.1 417 Expectation Failed\r\nVia: 1.1 orleansproxy\r\nContent-Length: 0\r\n\r\n", await client.ReadHeadAsync());
    }

    [Fact]
    public async Task An_HTTP_1_0_client_gets_no_interim_answer_and_its_expectation_counts_for_nothing()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.DoesNotContain("Expect", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal("a", await atOrigin.ReadAsync(1));
        await atOrigin.SendAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        Assert.Equal("HTTP/1.1 204 No Content\r\nVia: 1.1 orleansproxy\r\nConnection: close\r\n\r\n", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task An_origin_that_dies_after_an_interim_answer_is_still_told_of()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 103 Early Hints\r\n\r\n");
        await client.ReadHeadAsync();
        atOrigin.EndSending();
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 0\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA\0: b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length : 3\r\n\r\nabc")]
    public async Task What_is_not_a_valid_answer_becomes_a_502(string answer)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync(answer);
        string told = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", told, StringComparison.Ordinal);
        Assert.Contains("\r\nProxy-Status: orleansproxy; error=http_protocol_error\r\n", told, StringComparison.Ordinal);
        Assert.Equal(TrafficResult.OriginFailed, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task Interim_answers_without_end_become_a_502()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync(string.Concat(Enumerable.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 17)));
        Assert.Contains("HTTP/1.1 502 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    public async Task A_connection_that_ends_before_its_answer_becomes_a_502(string begun)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync(begun);
        atOrigin.EndSending();
        Assert.StartsWith("HTTP/1.1 502 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "\r\n", 60, 63)]
    [InlineData("POST", "Content-Length: 1\r\n\r\na", 60, 63)]
    [InlineData("POST", "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n", 60, 63)]
    public async Task An_origin_that_says_nothing_becomes_a_504_after_the_response_timeout(
        string method, string rest, int atLeast, int atMost)
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{method} http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n{rest}");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        Task<string> told = client.ReadHeadAsync();
        TimeSpan passed = await time.RunUntilAsync(told);
        Assert.StartsWith("HTTP/1.1 504 ", await told, StringComparison.Ordinal);
        Assert.InRange(passed.TotalSeconds, atLeast, atMost + 60);
        client.EndSending();
        TrafficRecord record = await RecordAsync(proxy, time);
        Assert.Equal((TrafficResult.OriginFailed, 504), (record.Result, record.Status));
    }

    [Fact]
    public async Task A_client_that_stalls_in_its_body_gets_408_and_the_origin_a_reset()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\nhel");
        Task<string> told = client.ReadHeadAsync();
        TimeSpan passed = await time.RunUntilAsync(told);
        Assert.StartsWith("HTTP/1.1 408 ", await told, StringComparison.Ordinal);
        Assert.True(passed >= TimeSpan.FromSeconds(119), $"{passed}");
        await atOrigin.ReadToResetAsync();
        Assert.Equal(TrafficResult.BadRequest, (await RecordAsync(proxy, time)).Result);
    }

    [Fact]
    public async Task A_client_that_leaves_in_its_body_lets_the_origin_see_no_whole_request()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("3\r\nabc\r\n");
        client.Dispose();
        Assert.Equal("", await atOrigin.ReadToResetAsync());
        Assert.Equal(TrafficResult.ClientLeft, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_chunked_upload_that_is_not_valid_becomes_a_400()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await client.SendAsync("3\r\nabcd\r\n");
        Assert.DoesNotContain("0\r\n\r\n", await atOrigin.ReadToResetAsync(), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(TrafficResult.BadRequest, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_body_is_over_reaches_the_client()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n\r\nabc");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\nabc");
        await atOrigin.SendAsync("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
        atOrigin.EndSending();
        string told = await client.ReadThroughAsync("big");
        Assert.StartsWith("HTTP/1.1 413 Too Large\r\n", told, StringComparison.Ordinal);
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.Forwarded, 413), (record.Result, record.Status));
        await client.ReadToAnyEndAsync();
    }

    [Fact]
    public async Task An_early_answer_to_a_client_that_waits_for_100_closes_its_connection()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal("HTTP/1.1 417 No\r\nVia: 1.1 orleansproxy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task An_upload_that_ends_just_after_its_answer_costs_no_connection()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\na");
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await client.ReadHeadAsync();
        await client.SendAsync("b" + $"GET http://{origin.Authority}/next HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal("b", await atOrigin.ReadAsync(1));
        await atOrigin.ReadThroughAsync("GET /next ");
    }

    private static async Task<TrafficRecord> RecordAsync(TestProxy proxy, ManualTime time)
    {
        Task<TrafficRecord> record = proxy.Traffic.NextAsync();
        await time.RunUntilAsync(record);
        return await record;
    }
}
