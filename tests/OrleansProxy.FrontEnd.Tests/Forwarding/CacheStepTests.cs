using OrleansProxy.Caching;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.Forwarding;

public sealed class CacheStepTests
{
    private const string ToldStored = "orleansproxy; fwd=uri-miss; stored";
    private const string NotStored = "orleansproxy; fwd=uri-miss";

    [Fact]
    public async Task An_answer_that_ends_with_its_connection_is_not_stored()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        for (int request = 0; request < 2; request++)
        {
            using Wire atOrigin = await AskAsync(client, origin);
            await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\n\r\nhello");
            atOrigin.EndSending();
            string answer = await client.ReadThroughAsync("0\r\n\r\n");
            Assert.Contains($"\r\nCache-Status: {NotStored}\r\n", answer, StringComparison.Ordinal);
            Assert.Equal(NotStored, (await proxy.Traffic.NextAsync()).CacheStatus);
        }
    }

    [Fact]
    public async Task The_record_tells_that_a_whole_answer_was_stored()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\nContent-Length: 5\r\n\r\nhello");
        Assert.Contains($"\r\nCache-Status: {ToldStored}\r\n", await client.ReadThroughAsync("hello"), StringComparison.Ordinal);
        Assert.Equal(ToldStored, (await proxy.Traffic.NextAsync()).CacheStatus);
    }

    [Fact]
    public async Task The_record_of_an_answer_that_broke_does_not_tell_that_it_was_stored()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\nContent-Length: 5\r\n\r\nhel");
        Assert.Contains($"\r\nCache-Status: {ToldStored}\r\n", await client.ReadThroughAsync("hel"), StringComparison.Ordinal);
        atOrigin.EndSending();
        await client.ReadToAnyEndAsync();
        Assert.Equal(NotStored, (await proxy.Traffic.NextAsync()).CacheStatus);
    }

    [Fact]
    public async Task What_is_forgotten_keeps_the_reason_for_which_the_origin_was_asked()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Cache = new CacheOptions());
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await AskAsync(client, origin);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: max-age=0\r\nETag: \"1\"\r\nContent-Length: 5\r\n\r\nhello");
        await client.ReadThroughAsync("hello");
        await proxy.Traffic.NextAsync();

        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n");
        using Wire again = await origin.AcceptAsync();
        await again.ReadHeadAsync();
        await again.SendAsync("HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 3\r\n\r\nnew");
        Assert.Contains("\r\nCache-Status: orleansproxy; fwd=stale\r\n", await client.ReadThroughAsync("new"), StringComparison.Ordinal);
        Assert.Equal("orleansproxy; fwd=stale", (await proxy.Traffic.NextAsync()).CacheStatus);
    }

    private static async Task<Wire> AskAsync(Wire client, TestOrigin origin)
    {
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        return atOrigin;
    }
}
