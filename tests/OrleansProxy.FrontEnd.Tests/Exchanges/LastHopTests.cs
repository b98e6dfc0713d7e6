using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

public sealed class LastHopTests
{
    [Fact]
    public async Task A_TRACE_that_may_go_no_further_is_echoed_without_its_secrets()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(
            $"TRACE http://{origin.Authority}/a?b HTTP/1.1\r\nHost: x\r\nMax-Forwards: 0\r\nAuthorization: Basic s\r\nX-One: 1\r\n"
            + "Proxy-Authorization: Basic s\r\nCookie: a=s\r\nX-Api-Key: s\r\nX-CSRF-Token: s\r\nVia: 1.1 before\r\nx-one: 2\r\n\r\n");
        string head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 200 OK\r\nContent-Type: message/http\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nCache-Control: no-store\r\n", head, StringComparison.Ordinal);
        string echo = $"TRACE http://{origin.Authority}/a?b HTTP/1.1\r\nHost: x\r\nMax-Forwards: 0\r\nX-One: 1\r\nVia: 1.1 before\r\nx-one: 2\r\n\r\n";
        Assert.Equal(echo, await client.ReadAsync(echo.Length));
        Assert.Equal(TrafficResult.Served, (await proxy.Traffic.NextAsync()).Result);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task An_OPTIONS_that_may_go_no_further_is_told_the_methods()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        for (int request = 0; request < 2; request++)
        {
            await client.SendAsync($"OPTIONS http://{origin.Authority} HTTP/1.1\r\nHost: x\r\nMax-Forwards: 00\r\n\r\n");
            string head = await client.ReadHeadAsync();
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
            Assert.Contains("\r\nContent-Length: 0\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT\r\n", head, StringComparison.Ordinal);
        }

        Assert.False(origin.HasCaller);
    }

    [Theory]
    [InlineData("OPTIONS", "1", "0")]
    [InlineData("TRACE", "70", "69")]
    [InlineData("TRACE", "99999999999999999999999", "2147483646")]
    [InlineData("GET", "0", "0")]
    [InlineData("GET", "many", "many")]
    public async Task Any_other_goes_on_with_one_hop_less(string method, string given, string forwarded)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{method} http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nMax-Forwards: {given}\r\nA: b\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        string head = await atOrigin.ReadHeadAsync();
        Assert.Contains($"\r\nMax-Forwards: {forwarded}\r\n", head, StringComparison.Ordinal);
        Assert.Equal(2, head.Split("Max-Forwards").Length);
    }

    [Theory]
    [InlineData("Max-Forwards: -1\r\n")]
    [InlineData("Max-Forwards:\r\n")]
    [InlineData("Max-Forwards: 1, 2\r\n")]
    [InlineData("Max-Forwards: 0x1\r\n")]
    [InlineData("Max-Forwards: 1\r\nMax-Forwards: 1\r\n")]
    public async Task What_is_no_number_is_refused(string fields)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        string told = await proxy.AskOnceAsync($"TRACE http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n{fields}\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", told, StringComparison.Ordinal);
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task A_rule_refuses_it_as_it_does_anything_else()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Blacklist.Rules = ["=blocked.test"]);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("TRACE http://blocked.test/ HTTP/1.1\r\nHost: x\r\nMax-Forwards: 0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_request_may_pass_says_nothing_of_the_next()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"OPTIONS http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nMax-Forwards: 0\r\n\r\n");
        await client.ReadHeadAsync();
        await client.SendAsync($"OPTIONS http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.DoesNotContain("Max-Forwards", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
    }
}
