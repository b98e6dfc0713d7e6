using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

/// <summary>Requests that are refused before anything reaches an origin. "{o}" stands for the origin's authority.</summary>
public sealed class RequestIntakeTests
{
    public static TheoryData<int, string> Refused => new()
    {
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { 501, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" },
        { 501, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { 400, "POST http://{o}/ HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\na" },
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na" },
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na" },
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1 1\r\n\r\na" },
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\na" },
        { 400, "POST http://{o}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999999999999\r\n\r\na" },
        { 400, "GET http://{o}/ HTTP/1.1\nHost: x\n\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost : x\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\n Host: x\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\nA(: b\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n" },
        { 400, "GET http://{o}/ HTTP/1.1\r\nHost: a b\r\n\r\n" },
        { 400, "GET http://user@{o}/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET http://{o}/#f HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET http://{o}/\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET http://{o}/ a HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET  http://{o}/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 501, "GET https://{o}/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 501, "GET ftp://{o}/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET http://127.0.0.1:0/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET http://127.0.0.1:65536/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "GET http://<script>/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "CONNECT 127.0.0.1 HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "CONNECT {o}/ HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 400, "CONNECT {o} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" },
        { 505, "GET http://{o}/ HTTP/1.2\r\nHost: x\r\n\r\n" },
        { 505, "GET http://{o}/ HTTP/2.0\r\nHost: x\r\n\r\n" },
        { 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
        { 508, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\nVia: 1.1 other, 1.1 orleansproxy\r\n\r\n" },
        { 400, "GET http://{o}/\r\n\r\n" },
        { 400, "\u0016\u0003\u0001\u0002\u0000\u0001" },
        { 400, "\u0005\u0001\u0000" },
        { 414, "GET http://{o}/{long} HTTP/1.1\r\nHost: x\r\n\r\n" },
        { 431, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\nA: {long}\r\n\r\n" },
        { 431, "GET http://{o}/ HTTP/1.1\r\nHost: x\r\n{many}\r\n" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_request_that_is_not_valid_is_refused_and_reaches_no_origin(int status, string request)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Destinations.ConnectPorts = ["1-65535"]);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(request
            .Replace("{o}", origin.Authority, StringComparison.Ordinal)
            .Replace("{long}", new string('a', 40_000), StringComparison.Ordinal)
            .Replace("{many}", string.Concat(Enumerable.Repeat("A: b\r\n", 101)), StringComparison.Ordinal));
        string told = await client.ReadToAnyEndAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", told, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", told, StringComparison.Ordinal);
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.BadRequest, status), (record.Result, record.Status));
        Assert.False(origin.HasCaller);
    }

    [Fact]
    public async Task A_head_that_takes_too_long_becomes_a_408()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = time);
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("GET http://x/ HTTP/1.1\r\nHos");
        Task<string> told = client.ReadHeadAsync();
        TimeSpan passed = await time.RunUntilAsync(told);
        Assert.StartsWith("HTTP/1.1 408 Request Timeout\r\n", await told, StringComparison.Ordinal);
        Assert.True(passed >= TimeSpan.FromSeconds(14), $"{passed}");
        Assert.Equal(TrafficResult.BadRequest, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_connection_that_says_nothing_ends_without_an_answer_or_a_record()
    {
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = time);
        using Wire client = await proxy.ConnectAsync();
        Task<string> told = client.ReadToEndAsync();
        TimeSpan passed = await time.RunUntilAsync(told);
        Assert.Equal("", await told);
        Assert.True(passed >= TimeSpan.FromSeconds(89), $"{passed}");
        Assert.True(proxy.Traffic.IsEmpty);
    }

    [Fact]
    public async Task A_head_may_come_octet_by_octet()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        foreach (char octet in $"\r\nGET http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\n\r\n")
        {
            await client.SendAsync(octet.ToString());
        }

        using Wire atOrigin = await origin.AcceptAsync();
        Assert.StartsWith("GET / HTTP/1.1\r\n", await atOrigin.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_the_client_does_not_end_becomes_a_400()
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("GET http://x/ HTTP/1.1\r\nHos");
        client.EndSending();
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET http://me:secret@x/ HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET http://me:sec/ret@x/ HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("CONNECT me:secret@x:443 HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task A_password_in_a_target_that_is_refused_is_not_remembered(string request)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(request);
        string told = await client.ReadToEndAsync();
        Assert.DoesNotContain("sec", told, StringComparison.Ordinal);
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.DoesNotContain("sec", record.ToString(), StringComparison.Ordinal);
        Assert.Equal(request.Split(' ')[0], record.Method);
    }
}
