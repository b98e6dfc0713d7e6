using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>
/// Chunked bodies that two parsers could read in two ways. What came with the head is judged before anything reaches an origin; what
/// breaks later leaves the origin without the end of the message.
/// </summary>
public sealed class RefusedChunksTests
{
    private const string Inner = "GET http://{o}/inner HTTP/1.1\r\nHost: {o}\r\n\r\n";

    public static TheoryData<string, string> Bodies => new()
    {
        { "empty size", "\r\nhello\r\n0\r\n\r\n" },
        { "0x before the size", "0x5\r\nhello\r\n0\r\n\r\n" },
        { "plus", "+5\r\nhello\r\n0\r\n\r\n" },
        { "minus", "-5\r\nhello\r\n0\r\n\r\n" },
        { "minus zero", "-0\r\n\r\n" },
        { "space before the size", " 5\r\nhello\r\n0\r\n\r\n" },
        { "tab before the size", "\t5\r\nhello\r\n0\r\n\r\n" },
        { "space after the size", "5 \r\nhello\r\n0\r\n\r\n" },
        { "tab after the size", "5\t\r\nhello\r\n0\r\n\r\n" },
        { "space before an extension", "5 ;ext\r\nhello\r\n0\r\n\r\n" },
        { "extension without a size", ";ext\r\nhello\r\n0\r\n\r\n" },
        { "not a digit", "g\r\nhello\r\n0\r\n\r\n" },
        { "junk after the size", "5x\r\nhello\r\n0\r\n\r\n" },
        { "comma", "5,5\r\nhello\r\n0\r\n\r\n" },
        { "fraction", "5.0\r\nhello\r\n0\r\n\r\n" },
        { "underscore", "0_5\r\nhello\r\n0\r\n\r\n" },
        { "quoted size", "\"5\"\r\nhello\r\n0\r\n\r\n" },
        { "superscript digit", "\u00b2\r\nhe\r\n0\r\n\r\n" },
        { "NUL before the size", "\05\r\nhello\r\n0\r\n\r\n" },
        { "NUL after the size", "5\0\r\nhello\r\n0\r\n\r\n" },
        { "VT after the size", "5\u000b\r\nhello\r\n0\r\n\r\n" },
        { "sixteen digits", "0000000000000005\r\nhello\r\n0\r\n\r\n" },
        { "2^64 wraps", "10000000000000005\r\nhello\r\n0\r\n\r\n" },
        { "as large as can be", "ffffffffffffffff\r\nhello\r\n0\r\n\r\n" },
        { "bare LF after the size", "5\nhello\r\n0\r\n\r\n" },
        { "bare CR after the size", "5\rhello\r\n0\r\n\r\n" },
        { "two CR after the size", "5\r\r\nhello\r\n0\r\n\r\n" },
        { "LF CR after the size", "5\n\rhello\r\n0\r\n\r\n" },
        { "LF in an extension (TERM.EXT)", "5;\nhello\r\n0\r\n\r\n" },
        { "LF after an extension (TERM.EXT)", "5;ext\nhello\r\n0\r\n\r\n" },
        { "LF in a quoted extension", "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n" },
        { "LF, then an extension (EXT.TERM)", "5\n;ext\r\nhello\r\n0\r\n\r\n" },
        { "CR in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n" },
        { "CR in a quoted extension", "5;a=\"\r\"\r\nhello\r\n0\r\n\r\n" },
        { "NUL in an extension", "5;a\0\r\nhello\r\n0\r\n\r\n" },
        { "DEL in an extension", "5;\u007f\r\nhello\r\n0\r\n\r\n" },
        { "junk after the data", "5\r\nhelloX\r\n0\r\n\r\n" },
        { "one octet too many", "5\r\nhello!\r\n0\r\n\r\n" },
        { "space after the data", "5\r\nhello \r\n0\r\n\r\n" },
        { "no CR LF after the data", "5\r\nhello0\r\n\r\n" },
        { "bare LF after the data", "5\r\nhello\n0\r\n\r\n" },
        { "any octet and LF after the data", "5\r\nhelloXX0\r\n\r\n" },
        { "bare CR after the data", "5\r\nhello\r0\r\n\r\n" },
        { "two LF after the data", "5\r\nhello\n\n0\r\n\r\n" },
        { "empty line after the data", "5\r\nhello\r\n\r\n0\r\n\r\n" },
        { "bare LF after the last size", "0\n\r\n" },
        { "bare LF at the end", "0\r\n\n" },
        { "bare LF everywhere", "5\nhello\n0\n\n" },
        { "bare CR at the end", "0\r\n\rX" },
        { "request in place of the end", "0\r\nGET http://{o}/inner HTTP/1.1\r\nHost: {o}\r\n\r\n" },
        { "trailer without a colon", "0\r\nA\r\n\r\n" },
        { "trailer without a name", "0\r\n: b\r\n\r\n" },
        { "space before a trailer's colon", "0\r\nA : b\r\n\r\n" },
        { "folded trailer", "0\r\nA: b\r\n c\r\n\r\n" },
        { "trailer that begins with a space", "0\r\n A: b\r\n\r\n" },
        { "bare LF after a trailer", "0\r\nA: b\n\r\n" },
        { "bare CR in a trailer", "0\r\nA: b\rC: d\r\n\r\n" },
        { "NUL in a trailer", "0\r\nA: \0\r\n\r\n" },
        { "control character in a trailer's name", "0\r\nA\u0001: b\r\n\r\n" },
        { "raw octet in a trailer's name", "0\r\nA\u00e9: b\r\n\r\n" },
    };

    /// <summary>Longer than what is received at once, so that the origin has been asked for before they break.</summary>
    public static TheoryData<string, string> LongBodies => new()
    {
        { "extension over 4 KB", "5;{4097}\r\nhello\r\n0\r\n\r\n" },
        { "trailer over 8 KB", "0\r\nA: {8190}\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_broken_when_its_head_is_read_reaches_no_origin(string name, string body)
    {
        Assert.NotEmpty(name);
        await RefusedRequest.AssertAsync(
            400, "POST http://{o}/ HTTP/1.1\r\nHost: {o}\r\nTransfer-Encoding: chunked\r\n\r\n" + body + Inner, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    [MemberData(nameof(LongBodies))]
    public async Task A_body_that_breaks_later_leaves_the_origin_without_its_end(string name, string body)
    {
        Assert.NotEmpty(name);
        await using TestProxy proxy = await TestProxy.StartAsync();
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"POST http://{origin.Authority}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        using Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadThroughAsync("\r\n\r\n3\r\nabc\r\n");
        await client.SendAsync((Expand(body) + Inner).Replace("{o}", origin.Authority, StringComparison.Ordinal));
        RefusedRequest.AssertIsOneAnswer(400, await client.ReadToEndAsync());
        Assert.Equal(TrafficResult.BadRequest, (await proxy.Traffic.NextAsync()).Result);

        // At most the good chunk before the bad one, never the last chunk, and a reset.
        Assert.Contains(await atOrigin.ReadToResetAsync(), (string[])["", "5\r\nhello\r\n"]);
        Assert.False(origin.HasCaller);
        Assert.True(proxy.Traffic.IsEmpty);
    }

    private static string Expand(string body) => body
        .Replace("{4097}", new string('x', 4097), StringComparison.Ordinal)
        .Replace("{8190}", new string('x', 8190), StringComparison.Ordinal);
}
