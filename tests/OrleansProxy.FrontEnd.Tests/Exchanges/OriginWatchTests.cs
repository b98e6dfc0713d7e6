using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

public sealed class OriginWatchTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_stops_the_fetch_from_an_origin_that_is_silent(bool byReset)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = _time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: {origin.Authority}\r\n\r\n");
        using Wire fetch = await origin.AcceptAsync();
        await fetch.ReadHeadAsync();
        if (byReset)
        {
            client.Reset();
        }
        else
        {
            client.Dispose();
        }

        TimeSpan passed = await _time.RunUntilAsync(fetch.ReadToAnyEndAsync());
        Assert.True(passed < TimeSpan.FromSeconds(30), $"{passed}");
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.ClientLeft, 0), (record.Result, record.Status));
    }

    [Fact]
    public async Task A_client_that_leaves_stops_the_fetch_in_the_middle_of_an_answer()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = _time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: {origin.Authority}\r\n\r\n");
        using Wire fetch = await origin.AcceptAsync();
        await fetch.ReadHeadAsync();
        await fetch.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun");
        await client.ReadThroughAsync("begun");
        client.Reset();
        TimeSpan passed = await _time.RunUntilAsync(fetch.ReadToAnyEndAsync());
        Assert.True(passed < TimeSpan.FromSeconds(30), $"{passed}");
        Assert.Equal(TrafficResult.ClientLeft, (await proxy.Traffic.NextAsync()).Result);
    }

    [Fact]
    public async Task A_client_that_only_ends_its_side_still_has_an_answer_that_comes_soon()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = _time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: {origin.Authority}\r\n\r\n");
        client.EndSending();
        using Wire fetch = await origin.AcceptAsync();
        await fetch.ReadHeadAsync();
        _time.Advance(TimeSpan.FromMilliseconds(900));
        await fetch.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Assert.EndsWith("\r\n\r\nok", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_sends_its_next_request_early_has_not_left()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = _time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string request = $"GET http://{origin.Authority}/ HTTP/1.1\r\nHost: {origin.Authority}\r\n\r\n";
        await client.SendAsync(request + request);
        using Wire fetch = await origin.AcceptAsync();
        for (int answer = 0; answer < 2; answer++)
        {
            await fetch.ReadHeadAsync();
            _time.Advance(TimeSpan.FromSeconds(20));
            await fetch.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await client.ReadThroughAsync("\r\n\r\nok");
        }
    }
}
