using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Policy.Rules;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Tunnels;

public sealed class RuleWatchTests
{
    [Fact]
    public async Task A_rule_that_comes_into_force_ends_the_tunnels_that_it_forbids_and_no_others()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire forbidden = await proxy.ConnectAsync(), allowed = await proxy.ConnectAsync();
        using Wire forbiddenOrigin = await ConnectAsync(forbidden, origin, "127.0.0.1");
        using Wire allowedOrigin = await ConnectAsync(allowed, origin, "localhost");
        await proxy.Rules.AddAsync(new RuleDraft("=127.0.0.1", ""), TestContext.Current.CancellationToken);
        await forbidden.ReadToResetAsync();
        await forbiddenOrigin.ReadToResetAsync();
        TrafficRecord end = await proxy.Traffic.NextEndAsync();
        Assert.Equal((TrafficResult.Tunnelled, 200, "127.0.0.1"), (end.Result, end.Status, end.Host));
        Assert.Equal("The rule =127.0.0.1 came into force, which blocks 127.0.0.1.", end.Error);

        await allowed.SendAsync("still");
        Assert.Equal("still", await allowedOrigin.ReadAsync(5));
        Assert.Equal(1, proxy.Counters.Read().OpenTunnels);
    }

    [Fact]
    public async Task It_ends_a_WebSocket_likewise()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        await atOrigin.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        await client.ReadHeadAsync();
        await proxy.Rules.AddAsync(new RuleDraft("/^127[.]/", ""), TestContext.Current.CancellationToken);
        await client.ReadToResetAsync();
        TrafficRecord end = await proxy.Traffic.NextEndAsync();
        Assert.Equal((101, "The rule /^127[.]/ came into force, which blocks 127.0.0.1."), (end.Status, end.Error));
    }

    [Fact]
    public async Task An_allow_rule_that_is_taken_back_ends_what_it_had_allowed()
    {
        await using TestProxy proxy = await StartAsync(settings => settings.Blacklist.Rules = ["127.0.0.*"]);
        Rule allow = await proxy.Rules.AddAsync(new RuleDraft("@@=127.0.0.1", ""), TestContext.Current.CancellationToken);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        using Wire atOrigin = await ConnectAsync(client, origin, "127.0.0.1");
        Assert.True(await proxy.Rules.RemoveAsync(allow.Id, TestContext.Current.CancellationToken));
        await client.ReadToResetAsync();
        Assert.Contains("127.0.0.*", (await proxy.Traffic.NextEndAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_that_opens_while_the_rules_change_is_not_forgotten()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();

        // It was let through, but stands only once the origin has answered: by then the rule has had its look.
        await proxy.Rules.AddAsync(new RuleDraft("=127.0.0.1", ""), TestContext.Current.CancellationToken);
        await atOrigin.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        await client.ReadToResetAsync();
        Assert.Contains("=127.0.0.1", (await proxy.Traffic.NextEndAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_proxy_follows_the_rules_no_more()
    {
        await using TestProxy proxy = await StartAsync();
        await proxy.Server.StopAsync(CancellationToken.None);
        var book = Assert.IsType<LocalRuleBook>(proxy.Rules);
        var handlers = (MulticastDelegate?)typeof(LocalRuleBook)
            .GetField("Changed", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(book);
        Assert.Null(handlers);
    }

    private static Task<TestProxy> StartAsync(Action<TestSettings>? change = null) => TestProxy.StartAsync(settings =>
    {
        settings.Destinations.ConnectPorts = ["1-65535"];
        change?.Invoke(settings);
    });

    private static async Task<Wire> ConnectAsync(Wire client, TestOrigin origin, string host)
    {
        await client.SendAsync($"CONNECT {host}:{origin.Port} HTTP/1.1\r\nHost: x\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await client.ReadHeadAsync();
        return atOrigin;
    }
}
