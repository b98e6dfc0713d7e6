namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Octets of an origin that belong to no answer never reach a client, neither this one nor the next.</summary>
public sealed class AnswerRemainderTests
{
    private const string Evil = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nevil!";

    public static TheoryData<string, string, string> Remainders => new()
    {
        { "after a length", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi" },
        { "after no length", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
        { "after the last chunk", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n" },
        { "after a HEAD", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 44\r\n\r\n" },
        { "after a 204", "GET", "HTTP/1.1 204 No Content\r\nContent-Length: 44\r\n\r\n" },
        { "after a 204 with chunks", "GET", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n" },
        { "after a 304", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 44\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Remainders))]
    public async Task What_follows_an_answer_ends_its_connection(string name, string method, string answer)
    {
        Assert.NotEmpty(name);
        await using OneAnswer one = await OneAnswer.AskAsync(method);
        await one.AtOrigin.SendAsync(answer + Evil);
        await AssertOnlyGoodAsync(one);
    }

    [Theory]
    [MemberData(nameof(Remainders))]
    public async Task What_comes_on_an_idle_connection_ends_it(string name, string method, string answer)
    {
        Assert.NotEmpty(name);
        await using OneAnswer one = await OneAnswer.AskAsync(method);
        await one.AtOrigin.SendAsync(answer);
        await one.Proxy.Traffic.NextAsync();
        await one.AtOrigin.SendAsync(Evil);
        await AssertOnlyGoodAsync(one);
    }

    private static async Task AssertOnlyGoodAsync(OneAnswer one)
    {
        string seen = await one.AskAgainAsync(sameConnection: false);
        Assert.DoesNotContain("evil", seen, StringComparison.Ordinal);
        Assert.Equal(2, seen.Split("HTTP/1.1 ").Length - 1);
        await one.AtOrigin.ReadToAnyEndAsync();
    }
}
