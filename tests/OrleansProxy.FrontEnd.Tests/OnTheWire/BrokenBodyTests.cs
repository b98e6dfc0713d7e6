using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>An origin that dies within a body: the client sees a message that is not whole, never a whole one that is shorter.</summary>
public sealed class BrokenBodyTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    /// <summary>Framing, version of the client, whether the origin resets, and whether the client must be reset to know.</summary>
    public static TheoryData<string, string, bool, bool> Deaths => new()
    {
        { "Content-Length: 9\r\n\r\nhel", "1.1", false, false },
        { "Content-Length: 9\r\n\r\nhel", "1.1", true, false },
        { "Content-Length: 9\r\n\r\nhel", "1.0", false, false },
        { "Content-Length: 9\r\n\r\nhel", "1.0", true, false },
        { "Transfer-Encoding: chunked\r\n\r\n9\r\nhel", "1.1", false, false },
        { "Transfer-Encoding: chunked\r\n\r\n9\r\nhel", "1.1", true, false },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel", "1.1", false, false },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n", "1.1", false, false },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n", "1.1", false, false },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n\r", "1.1", false, false },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\nA: b\r\n", "1.1", true, false },
        { "Transfer-Encoding: chunked\r\n\r\n9\r\nhel", "1.0", false, true },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n", "1.0", false, true },
        { "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n", "1.0", true, true },
        { "\r\nhel", "1.1", true, false },
        { "\r\nhel", "1.0", true, true },
    };

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_body_that_is_not_whole_does_not_look_whole(string begun, string version, bool originResets, bool clientIsReset)
    {
        await using OneAnswer one = await OneAnswer.AskAsync(version: version);
        await one.AtOrigin.SendAsync(Ok + begun);
        string seen = await one.Client.ReadThroughAsync("hel");
        if (originResets)
        {
            one.AtOrigin.Reset();
        }
        else
        {
            one.AtOrigin.EndSending();
        }

        seen += clientIsReset ? await one.Client.ReadToResetAsync() : await one.Client.ReadToEndAsync();
        string head = seen[..seen.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        bool framed = head.Contains("\r\nContent-Length: 9", StringComparison.Ordinal)
            || (head.Contains("\r\nTransfer-Encoding: chunked", StringComparison.Ordinal) && !seen.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
        Assert.NotEqual(clientIsReset, framed);
        Assert.EndsWith("hel", seen.TrimEnd('\r', '\n'), StringComparison.Ordinal);
        Assert.Equal(TrafficResult.OriginFailed, (await one.Proxy.Traffic.NextAsync()).Result);
    }
}
