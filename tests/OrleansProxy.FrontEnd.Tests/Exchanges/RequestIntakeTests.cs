using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

/// <summary>What becomes of heads; the table of those that are refused is in the folder OnTheWire.</summary>
public sealed class RequestIntakeTests
{
    [Theory]
    [InlineData("GET http://<script>/ HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET http://x/<script> HTTP/1.1\r\nHost: <script>\r\n\r\n")]
    public async Task A_refusal_repeats_no_markup(string request)
    {
        await using TestProxy proxy = await TestProxy.StartAsync();
        string told = await proxy.AskOnceAsync(request);
        Assert.StartsWith("HTTP/1.1 400 ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", told, StringComparison.Ordinal);
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
