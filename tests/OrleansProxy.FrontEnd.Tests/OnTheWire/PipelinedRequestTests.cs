using OrleansProxy.Caching;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Requests sent without waiting are answered in their order, and only those that are requests.</summary>
public sealed class PipelinedRequestTests
{
    [Fact]
    public async Task Hits_refusals_heads_and_bodies_are_answered_in_order()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Cache = new CacheOptions();
            settings.Blacklist.Rules = ["blocked.test"];
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string Ask(string method, string path, string body = "") => $"{method} http://{origin.Authority}{path} HTTP/1.1\r\nHost: x\r\n"
            + (body.Length > 0 ? $"Content-Length: {body.Length}\r\n\r\n{body}" : "\r\n");
        await client.SendAsync(Ask("GET", "/stored"));
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 6\r\n\r\nstored");
        await client.ReadThroughAsync("\r\n\r\nstored");

        await client.SendAsync(
            Ask("POST", "/1", "abc") + Ask("GET", "/stored") + "GET http://blocked.test/ HTTP/1.1\r\nHost: x\r\n\r\n"
            + Ask("HEAD", "/2") + Ask("GET", "/stored") + "\r\n" + Ask("GET", "/3"));
        Assert.StartsWith("POST /1 ", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal("abc", await atOrigin.ReadAsync(3));
        await atOrigin.SendAsync("HTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\n1");
        Assert.StartsWith("HEAD /2 ", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 99\r\n\r\n");
        Assert.StartsWith("GET /3 ", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 203 Third\r\nContent-Length: 1\r\n\r\n3");

        await AssertAnswersAsync(client, "201 Created", "\r\n\r\n1");
        await AssertAnswersAsync(client, "200 OK", "\r\n\r\nstored");
        await AssertAnswersAsync(client, "403 Forbidden", "-- OrleansProxy\n");
        await AssertAnswersAsync(client, "202 Accepted", "\r\n\r\n");
        await AssertAnswersAsync(client, "200 OK", "\r\n\r\nstored");
        await AssertAnswersAsync(client, "203 Third", "\r\n\r\n3");
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task A_fault_ends_the_row_and_what_stands_behind_it_is_never_run()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string Get(string path) => $"GET http://{origin.Authority}{path} HTTP/1.1\r\nHost: x\r\n\r\n";
        await client.SendAsync(Get("/1") + "GET http://x/ HTTP/1.1\r\nHost : x\r\n\r\n" + Get("/2"));
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("GET /1 ");
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        await client.ReadThroughAsync("\r\n\r\none");
        RefusedRequest.AssertIsOneAnswer(400, await client.ReadToEndAsync());
        await proxy.Traffic.NextAsync();
        await proxy.Traffic.NextAsync();
        Assert.True(proxy.Traffic.IsEmpty);
        Assert.False(atOrigin.Socket.Poll(0, System.Net.Sockets.SelectMode.SelectRead));
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task An_empty_line_after_a_long_request_leaves_room_for_the_next()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string Get(int length) => $"GET http://{origin.Authority}/{new string('a', length)} HTTP/1.1\r\nHost: x\r\n\r\n";
        await client.SendAsync(Get(3000) + "\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        foreach (int next in new[] { 2000, 3900, 10 })
        {
            await atOrigin.ReadHeadAsync();
            await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
            await client.ReadHeadAsync();
            await client.SendAsync(Get(next) + "\r\n");
        }

        Assert.StartsWith("GET /aaaaaaaaaa HTTP/1.1\r\n", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_empty_lines_between_requests_are_one_too_many_however_they_come()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\na");
        await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadHeadAsync();
        await client.SendAsync($"\r\nGET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        RefusedRequest.AssertIsOneAnswer(400, await client.ReadToEndAsync());
    }

    private static async Task AssertAnswersAsync(Wire client, string status, string end)
    {
        string answer = await client.ReadThroughAsync(end);
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(2, answer.Split("HTTP/1.1 ").Length);
    }
}
