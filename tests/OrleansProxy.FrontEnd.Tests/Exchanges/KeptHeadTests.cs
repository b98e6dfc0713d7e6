using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

public sealed class KeptHeadTests
{
    [Fact]
    public async Task A_sink_that_wants_heads_gets_them_without_credentials_and_cookies()
    {
        await using TestProxy proxy = await StartAsync();
        TrafficRecord record = await RefusedAsync(
            proxy,
            "GET http://blocked.test/a?b=c@d HTTP/1.1\r\nHost: blocked.test\r\nAuthorization: Basic s3cret\r\nProxy-Authorization: Basic s3cret\r\n"
            + "COOKIE: a=s3cret\r\nSet-Cookie: s3cret\r\nX-Api-Key: s3cret\r\nX-CSRF-Token: s3cret\r\nAccept: */*\r\n\r\n");

        Assert.Equal(
            "GET http://blocked.test/a?b=c@d HTTP/1.1\r\nHost: blocked.test\r\nAuthorization: [redacted]\r\nProxy-Authorization: [redacted]\r\n"
            + "COOKIE: [redacted]\r\nSet-Cookie: [redacted]\r\nX-Api-Key: [redacted]\r\nX-CSRF-Token: [redacted]\r\nAccept: */*",
            record.Heads!.Request);
        Assert.Equal("HTTP/1.1 403 Forbidden", record.Heads.StatusLine);
    }

    [Theory]
    [InlineData("http://user:s3cret@blocked.test/p")]
    [InlineData("http:/user:s3cret@blocked.test/p")]
    [InlineData("http:\\\\user:s3cret@blocked.test/p")]
    [InlineData("user:s3cret@blocked.test:443")]
    public async Task A_password_in_the_target_is_not_kept(string target)
    {
        await using TestProxy proxy = await StartAsync();
        TrafficRecord record = await RefusedAsync(proxy, $"GET {target} HTTP/1.1\r\nHost: blocked.test\r\n\r\n");

        Assert.DoesNotContain("s3cret", record.Heads!.Request, StringComparison.Ordinal);
        Assert.Contains("[redacted]@blocked.test", record.Heads.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_a_head_is_bounded()
    {
        await using TestProxy proxy = await StartAsync();
        TrafficRecord record = await RefusedAsync(
            proxy, $"GET http://blocked.test/ HTTP/1.1\r\nHost: blocked.test\r\nX-Long: {new string('x', 20_000)}\r\n\r\n");

        Assert.Equal(16 * 1024, record.Heads!.Request.Length);
    }

    [Fact]
    public async Task Nobody_who_does_not_want_them_pays_for_heads()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["blocked.test"]);
        TrafficRecord record = await RefusedAsync(proxy, "GET http://blocked.test/ HTTP/1.1\r\nHost: blocked.test\r\n\r\n");

        Assert.Null(record.Heads);
    }

    private static async Task<TestProxy> StartAsync()
    {
        TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["blocked.test"]);
        proxy.Traffic.WantsHeads = true;
        return proxy;
    }

    private static async Task<TrafficRecord> RefusedAsync(TestProxy proxy, string request)
    {
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(request);
        await client.ReadHeadAsync();
        return await proxy.Traffic.NextAsync();
    }
}
