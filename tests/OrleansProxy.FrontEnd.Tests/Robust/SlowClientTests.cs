using System.Diagnostics;
using System.Net.Sockets;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Robust;

/// <summary>Clients that send an octet at a time.</summary>
public sealed class SlowClientTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_head_gets_no_more_time_for_coming_octet_by_octet()
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Time = _time;
            settings.Proxy.HeadTimeout = TimeSpan.FromSeconds(10);
        });
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync("GET http://x.invalid/ HTTP/1.1\r\nX: ");
        Task<string> answer = client.ReadToAnyEndAsync();
        var patience = Stopwatch.StartNew();
        while (!answer.IsCompleted)
        {
            Assert.True(patience.Elapsed < Wire.Patience, "It was never given up.");
            _time.Advance(TimeSpan.FromSeconds(1));
            try
            {
                await client.SendAsync("x");
            }
            catch (SocketException)
            {
                // It has been given up, which the answer tells.
            }

            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken));
        }

        Assert.Equal(408, (await proxy.Traffic.NextAsync()).Status);
    }

    [Fact]
    public async Task A_body_that_comes_octet_by_octet_is_never_given_up()
    {
        const string Body = "slow but steady";
        await using TestProxy proxy = await TestProxy.StartAsync(settings =>
        {
            settings.Time = _time;
            settings.Proxy.BodyTimeout = TimeSpan.FromSeconds(10);
        });
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nContent-Length: {Body.Length}\r\n\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        foreach (char octet in Body)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await client.SendAsync($"{octet}");
            Assert.Equal($"{octet}", await atOrigin.ReadAsync(1));
        }

        await atOrigin.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadHeadAsync();
        Assert.Equal(TrafficResult.Forwarded, (await proxy.Traffic.NextAsync()).Result);
    }
}
