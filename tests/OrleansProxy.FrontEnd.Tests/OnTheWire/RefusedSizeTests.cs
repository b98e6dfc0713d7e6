using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Testing;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Heads that are too long, have too many lines, or take too long.</summary>
public sealed class RefusedSizeTests
{
    private const string Host = "Host: {o}\r\n";

    [Theory]
    [InlineData("a long target", 414, "GET http://{o}/", 32_768, " HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("a target without end", 414, "GET http://{o}/", 40_000, "")]
    [InlineData("a long field", 431, "GET http://{o}/ HTTP/1.1\r\n" + Host + "A: ", 32_768, "\r\n\r\n")]
    [InlineData("a field name without end", 431, "GET http://{o}/ HTTP/1.1\r\n" + Host, 40_000, "")]
    [InlineData("a method without end", 400, "", 40_000, "")]
    public Task A_head_over_the_limit_is_refused(string name, int status, string before, int length, string after)
    {
        Assert.NotEmpty(name);
        return RefusedRequest.AssertAsync(status, before + new string('a', length) + after);
    }

    [Fact]
    public Task One_field_too_many_is_refused() => RefusedRequest.AssertAsync(
        431, "GET http://{o}/ HTTP/1.1\r\n" + Host + string.Concat(Enumerable.Repeat("A: b\r\n", 100)) + "\r\n");

    [Theory]
    [InlineData("in the method", "GE")]
    [InlineData("in the target", "GET http://")]
    [InlineData("in a field", "GET http://{o}/ HTTP/1.1\r\nHos")]
    [InlineData("before the empty line", "GET http://{o}/ HTTP/1.1\r\n" + Host)]
    [InlineData("within the empty line", "GET http://{o}/ HTTP/1.1\r\n" + Host + "\r")]
    public async Task A_head_that_stops_is_refused_after_its_time(string name, string begun)
    {
        Assert.NotEmpty(name);
        var time = new ManualTime();
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Time = time);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync(begun.Replace("{o}", origin.Authority, StringComparison.Ordinal));
        Task<string> answer = client.ReadToEndAsync();
        TimeSpan passed = await time.RunUntilAsync(answer);
        RefusedRequest.AssertIsOneAnswer(408, await answer);
        Assert.True(passed >= TimeSpan.FromSeconds(14), $"{passed}");
        Assert.Equal(408, (await proxy.Traffic.NextAsync()).Status);
        Assert.False(origin.HasCaller);
    }
}
