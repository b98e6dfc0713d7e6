namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Requests whose body two parsers could find in two places: the ways in which requests are smuggled.</summary>
public sealed class RefusedFramingTests
{
    private const string Post = "POST http://{o}/ HTTP/1.1\r\nHost: {o}\r\n";
    private const string Inner = "GET http://{o}/inner HTTP/1.1\r\nHost: {o}\r\n\r\n";

    public static TheoryData<string, int, string> Both => new()
    {
        { "CL.TE", 400, "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG" },
        { "TE.CL", 400, "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\nGPOST\r\n0\r\n\r\n" },
        { "CL.TE, agreeing", 400, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "CL: 0 and TE", 400, "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "TE: identity and CL", 400, "Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc" },
        { "empty TE and CL", 400, "Transfer-Encoding:\r\nContent-Length: 3\r\n\r\nabc" },
        { "empty CL and TE", 400, "Content-Length:\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "CL named away", 400, "Connection: Content-Length\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "TE named away", 400, "Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" },
        { "TE and unreadable CL", 400, "Transfer-Encoding: chunked\r\nContent-Length: x\r\n\r\n0\r\n\r\n" },
    };

    public static TheoryData<string, int, string> TransferEncodings => new()
    {
        { "trailing comma", 501, "Transfer-Encoding: chunked,\r\n" },
        { "leading comma", 501, "Transfer-Encoding: ,chunked\r\n" },
        { "chunked, identity", 501, "Transfer-Encoding: Chunked, identity\r\n" },
        { "identity, chunked", 501, "Transfer-Encoding: identity, chunked\r\n" },
        { "chunked twice in a line", 501, "Transfer-Encoding: chunked, chunked\r\n" },
        { "chunked twice in two lines", 501, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" },
        { "chunked, then identity", 501, "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n" },
        { "identity, then chunked", 501, "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n" },
        { "chunked, then a cow", 501, "Transfer-Encoding: chunked\r\nTransfer-encoding: cow\r\n" },
        { "gzip, chunked", 501, "Transfer-Encoding: gzip, chunked\r\n" },
        { "chunked, gzip", 501, "Transfer-Encoding: chunked, gzip\r\n" },
        { "identity", 501, "Transfer-Encoding: identity\r\n" },
        { "gzip", 501, "Transfer-Encoding: gzip\r\n" },
        { "xchunked", 501, "Transfer-Encoding: xchunked\r\n" },
        { "chunkedx", 501, "Transfer-Encoding: chunkedx\r\n" },
        { "chunk", 501, "Transfer-Encoding: chunk\r\n" },
        { "quoted", 501, "Transfer-Encoding: \"chunked\"\r\n" },
        { "single quotes", 501, "Transfer-Encoding: 'chunked'\r\n" },
        { "parameter", 501, "Transfer-Encoding: chunked;q=0.5\r\n" },
        { "two words", 501, "Transfer-Encoding: chunked chunked\r\n" },
        { "empty", 501, "Transfer-Encoding:\r\n" },
        { "only blanks", 501, "Transfer-Encoding: \t \r\n" },
        { "no-break space before", 501, "Transfer-Encoding: \u00a0chunked\r\n" },
        { "NEL after", 501, "Transfer-Encoding: chunked\u0085\r\n" },
        { "dotless letters", 501, "Transfer-Encoding: chun\u00e7ked\r\n" },
        { "VT before", 400, "Transfer-Encoding: \u000bchunked\r\n" },
        { "FF before", 400, "Transfer-Encoding:\u000cchunked\r\n" },
        { "VT after", 400, "Transfer-Encoding: chunked\u000b\r\n" },
        { "NUL after", 400, "Transfer-Encoding: chunked\0\r\n" },
        { "CR before", 400, "Transfer-Encoding: \rchunked\r\n" },
        { "LF before", 400, "Transfer-Encoding: \nchunked\r\n" },
        { "CR after", 400, "Transfer-Encoding: chunked\r\r\n" },
        { "space before the colon", 400, "Transfer-Encoding : chunked\r\n" },
        { "tab before the colon", 400, "Transfer-Encoding\t: chunked\r\n" },
        { "VT before the colon", 400, "Transfer-Encoding\u000b: chunked\r\n" },
        { "NUL before the colon", 400, "Transfer-Encoding\0: chunked\r\n" },
        { "space before the name", 400, " Transfer-Encoding: chunked\r\n" },
        { "folded value", 400, "Transfer-Encoding:\r\n chunked\r\n" },
        { "folded after", 400, "Transfer-Encoding: chunked\r\n identity\r\n" },
        { "folded into another field", 400, "X: y\r\n Transfer-Encoding: chunked\r\n" },
        { "after a bare LF", 400, "X: y\nTransfer-Encoding: chunked\r\n" },
        { "after a bare CR", 400, "X: y\rTransfer-Encoding: chunked\r\n" },
        { "no colon", 400, "Transfer-Encoding chunked\r\n" },
        { "quoted name", 400, "\"Transfer-Encoding\": chunked\r\n" },
    };

    public static TheoryData<string, string> Lengths => new()
    {
        { "list", "Content-Length: 5, 5\r\n" },
        { "list without a blank", "Content-Length: 5,5\r\n" },
        { "list of two lengths", "Content-Length: 0,5\r\n" },
        { "trailing comma", "Content-Length: 5,\r\n" },
        { "leading comma", "Content-Length: ,5\r\n" },
        { "repeated", "Content-Length: 5\r\nContent-Length: 5\r\n" },
        { "two lengths", "Content-Length: 5\r\nContent-Length: 0\r\n" },
        { "repeated in another case", "Content-Length: 5\r\ncontent-LENGTH: 5\r\n" },
        { "plus", "Content-Length: +5\r\n" },
        { "minus", "Content-Length: -5\r\n" },
        { "minus zero", "Content-Length: -0\r\n" },
        { "inner space", "Content-Length: 5 5\r\n" },
        { "inner tab", "Content-Length: 5\t0\r\n" },
        { "hexadecimal", "Content-Length: 0x5\r\n" },
        { "hexadecimal digit", "Content-Length: a\r\n" },
        { "trailing letter", "Content-Length: 5x\r\n" },
        { "fraction", "Content-Length: 5.0\r\n" },
        { "exponent", "Content-Length: 5e0\r\n" },
        { "underscore", "Content-Length: 1_0\r\n" },
        { "quoted", "Content-Length: \"5\"\r\n" },
        { "parameter", "Content-Length: 5;a=b\r\n" },
        { "superscript digit", "Content-Length: \u00b2\r\n" },
        { "no-break space", "Content-Length: \u00a05\r\n" },
        { "empty", "Content-Length:\r\n" },
        { "only blanks", "Content-Length: \t\r\n" },
        { "nineteen digits", "Content-Length: 1000000000000000000\r\n" },
        { "zeros without end", "Content-Length: 0000000000000000005\r\n" },
        { "2^32 wraps", "Content-Length: 99999999994294967301\r\n" },
        { "2^64 wraps", "Content-Length: 18446744073709551621\r\n" },
        { "NUL", "Content-Length: 5\0\r\n" },
        { "VT before", "Content-Length: \u000b5\r\n" },
        { "FF after", "Content-Length: 5\u000c\r\n" },
        { "space before the colon", "Content-Length : 5\r\n" },
        { "tab before the colon", "Content-Length\t: 5\r\n" },
        { "space before the name", " Content-Length: 5\r\n" },
        { "folded value", "Content-Length:\r\n 5\r\n" },
        { "folded after", "Content-Length: 5\r\n 0\r\n" },
        { "after a bare LF", "X: y\nContent-Length: 5\r\n" },
        { "bare LF at the end", "Content-Length: 5\n" },
        { "after a bare CR", "X: y\rContent-Length: 5\r\n" },
    };

    [Theory]
    [MemberData(nameof(Both))]
    public Task A_length_and_a_coding_together_are_refused(string name, int status, string rest) =>
        RefusedRequest.AssertAsync(status, NotEmpty(name, Post + rest));

    [Theory]
    [MemberData(nameof(TransferEncodings))]
    public Task Any_coding_but_one_chunked_is_refused(string name, int status, string lines) =>
        RefusedRequest.AssertAsync(status, NotEmpty(name, $"{Post}{lines}\r\n0\r\n\r\n{Inner}"));

    [Theory]
    [MemberData(nameof(Lengths))]
    public Task Any_length_but_one_number_is_refused(string name, string lines) =>
        RefusedRequest.AssertAsync(400, NotEmpty(name, $"{Post}{lines}\r\nhello{Inner}"));

    [Theory]
    [InlineData("chunked in HTTP/1.0", 400, "POST http://{o}/ HTTP/1.0\r\nHost: {o}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("chunked in a kept HTTP/1.0", 400, "POST http://{o}/ HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("identity in HTTP/1.0", 400, "POST http://{o}/ HTTP/1.0\r\nTransfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("a GET with both", 400, "GET http://{o}/ HTTP/1.1\r\nHost: {o}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("CONNECT with a length", 400, "CONNECT {o} HTTP/1.1\r\nHost: {o}\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("CONNECT with chunks", 400, "CONNECT {o} HTTP/1.1\r\nHost: {o}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    public Task So_are_bodies_that_method_or_version_do_not_have(string name, int status, string request) =>
        RefusedRequest.AssertAsync(status, NotEmpty(name, request));

    /// <summary>Rows have names for whoever reads them in a report.</summary>
    private static string NotEmpty(string name, string request)
    {
        Assert.NotEmpty(name);
        return request;
    }
}
