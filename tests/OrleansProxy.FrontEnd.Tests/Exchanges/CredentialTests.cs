using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Policy.Credentials;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

/// <summary>The second half of step 3: who asks.</summary>
public sealed class CredentialTests
{
    private const string Challenge = "\r\nProxy-Authenticate: Basic realm=\"OrleansProxy\", charset=\"UTF-8\"\r\n";
    private readonly ScriptedCredentials _credentials = new();

    [Fact]
    public async Task Who_sends_none_is_asked_for_them_and_answers_on_the_same_connection()
    {
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n");
        string asked = await client.ReadThroughAsync("</html>");
        Assert.StartsWith("HTTP/1.1 407 Proxy Authentication Required\r\n", asked, StringComparison.Ordinal);
        Assert.Contains(Challenge, asked, StringComparison.Ordinal);
        Assert.Contains("<h1>This proxy needs a name and a password</h1>", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Connection: close", asked, StringComparison.Ordinal);
        TrafficRecord refused = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.ClientRefused, 407, null), (refused.Result, refused.Status, refused.User));
        Assert.False(origin.HasCaller);
        Assert.Empty(_credentials.Asked);

        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n{ScriptedCredentials.Right}\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        string forwarded = await atOrigin.ReadHeadAsync();
        Assert.DoesNotContain("Authorization", forwarded, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("YWxpY2U6c2VzYW1l", forwarded, StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");
        TrafficRecord passed = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.Forwarded, "alice"), (passed.Result, passed.User));
    }

    [Fact]
    public async Task Wrong_ones_are_asked_for_again_and_leave_no_trace()
    {
        await using TestProxy proxy = await StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://x.test/ HTTP/1.1\r\nHost: x\r\n{ScriptedCredentials.WrongOne}\r\n");
        string told = await client.ReadThroughAsync("-- OrleansProxy\n");
        Assert.StartsWith("HTTP/1.1 407 ", told, StringComparison.Ordinal);
        Assert.Contains(Challenge, told, StringComparison.Ordinal);
        Assert.Contains("is not right", told, StringComparison.Ordinal);
        string record = (await proxy.Traffic.NextAsync()).ToString();
        Assert.All(["alice", "secret", "YWxpY2U6"], trace =>
        {
            Assert.DoesNotContain(trace, record, StringComparison.Ordinal);
            Assert.DoesNotContain(trace, told, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("GET http://x.test/ HTTP/1.1\r\nHost: x\r\n")]
    [InlineData("CONNECT x.test:443 HTTP/1.1\r\nHost: x\r\n")]
    [InlineData("GET http://proxy-stats/ HTTP/1.1\r\nHost: x\r\n")]
    [InlineData("GET http://ads.test/ HTTP/1.1\r\nHost: x\r\n")]
    [InlineData("GET http://x.test/ HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic YWxpY2U6c2VzYW1l\r\nProxy-Authorization: Basic YWxpY2U6c2VzYW1l\r\n")]
    public async Task Nothing_is_done_for_who_does_not_say_who_they_are(string head)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Credentials = _credentials;
            settings.Blacklist.Rules = ["ads.test"];
        });
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{head}\r\n");
        string told = await client.ReadThroughAsync("-- OrleansProxy\n");
        Assert.StartsWith("HTTP/1.1 407 ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("RateLimit", told, StringComparison.Ordinal);
        Assert.Null((await proxy.Traffic.NextAsync()).Rule);
    }

    [Fact]
    public async Task A_page_that_is_asked_of_the_proxy_as_a_server_needs_none()
    {
        await using TestProxy proxy = await StartAsync();
        Assert.StartsWith(
            "HTTP/1.1 200 OK\r\n", await proxy.AskOnceAsync("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_may_not_use_the_proxy_at_all_is_not_asked()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Credentials = _credentials;
            settings.Clients.AllowClients = [];
        });
        string told = await proxy.AskOnceAsync($"GET http://x.test/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{ScriptedCredentials.Right}\r\n");
        Assert.StartsWith("HTTP/1.1 403 ", told, StringComparison.Ordinal);
        Assert.Empty(_credentials.Asked);
    }

    [Theory]
    [InlineData(CredentialOutcome.Throttled, "429 Too Many Requests")]
    [InlineData(CredentialOutcome.Busy, "503 Service Unavailable")]
    public async Task Who_is_not_looked_at_is_told_when_to_come_back(CredentialOutcome outcome, string status)
    {
        _credentials.Otherwise = new(outcome, null, TimeSpan.FromMilliseconds(41_500));
        await using TestProxy proxy = await StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://x.test/ HTTP/1.1\r\nHost: x\r\n{ScriptedCredentials.WrongOne}\r\n");
        string told = await client.ReadThroughAsync("-- OrleansProxy\n");
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", told, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 42\r\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Proxy-Authenticate", told, StringComparison.Ordinal);
        Assert.Equal(TrafficResult.ClientRefused, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_refused_request_loses_its_body_and_keeps_its_connection_as_with_other_refusals()
    {
        await using TestProxy proxy = await StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("POST http://x.test/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 407 ", await client.ReadThroughAsync("-- OrleansProxy\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadThroughAsync("</html>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_is_opened_for_a_user_and_remembers_whose_it_is()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Credentials = _credentials;
            settings.Destinations.ConnectPorts = ["1-65535"];
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"CONNECT {origin.Authority} HTTP/1.1\r\nHost: x\r\n{ScriptedCredentials.Right}\r\nhello");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal("hello", await atOrigin.ReadAsync(5));
        Assert.Equal("alice", (await proxy.Traffic.NextAsync()).User);
    }

    [Fact]
    public async Task A_check_that_takes_long_holds_up_nobody_else()
    {
        var gate = new TaskCompletionSource();
        _credentials.Gate = gate.Task;
        await using TestProxy proxy = await StartAsync();
        using Wire slow = await proxy.ConnectAsync();
        await slow.SendAsync($"GET http://x.test/ HTTP/1.1\r\nHost: x\r\n{ScriptedCredentials.WrongOne}\r\n");
        for (int other = 0; other < 20; other++)
        {
            await proxy.AskOnceAsync("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        }

        gate.SetResult();
        Assert.StartsWith("HTTP/1.1 407 ", await slow.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_off_nobody_is_asked_and_what_is_sent_is_dropped()
    {
        _credentials.Required = false;
        await using TestProxy proxy = await StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n{ScriptedCredentials.WrongOne}\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        Assert.DoesNotContain("YWxpY2U6", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
        await atOrigin.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        await client.ReadThroughAsync("\r\n\r\na");
        Assert.Empty(_credentials.Asked);
        Assert.Null((await proxy.Traffic.NextAsync()).User);
    }

    private Task<TestProxy> StartAsync() => TestProxy.StartAsync(settings => settings.Credentials = _credentials);
}
