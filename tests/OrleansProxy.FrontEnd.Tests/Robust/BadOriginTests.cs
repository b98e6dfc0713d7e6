using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Robust;

/// <summary>Origins that stall, flood, or send an octet at a time; another client is served meanwhile.</summary>
public sealed class BadOriginTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_origin_that_never_answers_becomes_a_504_and_its_connection_is_given_up()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        (Wire client, Wire atOrigin) = await AskAsync(proxy, origin);
        using (client)
        using (atOrigin)
        {
            await AssertServesAsync(proxy);
            TimeSpan passed = await _time.RunUntilAsync(atOrigin.ReadToAnyEndAsync());
            Assert.True(passed >= TimeSpan.FromSeconds(9), $"{passed}");
            Assert.StartsWith("HTTP/1.1 504 Gateway Timeout\r\n", await client.ReadHeadAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_origin_that_stalls_in_its_body_leaves_the_client_with_a_broken_answer()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        (Wire client, Wire atOrigin) = await AskAsync(proxy, origin);
        using (client)
        using (atOrigin)
        {
            await atOrigin.SendAsync("HTTP/1.1 200 OK\r\n\r\nhalf");
            await client.ReadThroughAsync("half");
            await AssertServesAsync(proxy);
            TimeSpan passed = await _time.RunUntilAsync(atOrigin.ReadToAnyEndAsync());
            Assert.True(passed >= TimeSpan.FromSeconds(9), $"{passed}");
            Assert.DoesNotContain("0\r\n\r\n", await client.ReadToAnyEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_origin_that_sends_an_octet_now_and_then_is_never_given_up()
    {
        const string Body = "slow but steady";
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        (Wire client, Wire atOrigin) = await AskAsync(proxy, origin);
        using (client)
        using (atOrigin)
        {
            await atOrigin.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\n\r\n");
            await client.ReadHeadAsync();
            foreach (char octet in Body)
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                await atOrigin.SendAsync($"{octet}");
                Assert.Equal($"{octet}", await client.ReadAsync(1));
            }

            Assert.Equal(TrafficResult.Forwarded, (await proxy.Traffic.NextAsync()).Result);
        }
    }

    [Fact]
    public async Task A_head_without_end_becomes_a_502_after_a_bound()
    {
        const long Flood = 50_000_000;
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        (Wire client, Wire atOrigin) = await AskAsync(proxy, origin);
        using (client)
        using (atOrigin)
        {
            await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nX: ");
            await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => Bulk.SendUntilBlockedAsync(atOrigin, Flood));
            Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", await client.ReadHeadAsync(), StringComparison.Ordinal);
            await AssertServesAsync(proxy);
        }
    }

    private async Task<TestProxy> StartAsync() => await TestProxy.StartAsync(settings =>
    {
        settings.Time = _time;
        settings.Proxy.ResponseTimeout = TimeSpan.FromSeconds(10);
        settings.Proxy.BodyTimeout = TimeSpan.FromSeconds(10);
    });

    private static async Task<(Wire Client, Wire AtOrigin)> AskAsync(TestProxy proxy, TestOrigin origin)
    {
        Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        return (client, atOrigin);
    }

    private static async Task AssertServesAsync(TestProxy proxy) => Assert.StartsWith(
        "HTTP/1.1 404 ",
        await proxy.AskOnceAsync("GET http://proxy-stats/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        StringComparison.Ordinal);
}
