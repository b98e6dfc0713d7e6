using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Tests.Heads;

public sealed class ResponseHeadTests
{
    private const string Line = "HTTP/1.1 200 OK\r\n";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "200|OK|Http11|")]
    [InlineData("HTTP/1.0 404 Not Found\r\n\r\n", "404|Not Found|Http10|")]
    [InlineData("HTTP/1.1 200 \r\n\r\n", "200||Http11|")]
    [InlineData("HTTP/1.1 200\r\n\r\n", "200||Http11|")]
    [InlineData("HTTP/1.1 200  two\tparts \r\n\r\n", "200| two\tparts |Http11|")]
    [InlineData("HTTP/1.1 200 \u00e9\r\n\r\n", "200|\u00e9|Http11|")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", "100|Continue|Http11|")]
    [InlineData("HTTP/1.1 999 No\r\n\r\n", "999|No|Http11|")]
    [InlineData("HTTP/1.1 200 OK\r\nServer : a\r\nX\t : b\r\n\r\n", "200|OK|Http11|Server=a|X=b")]
    [InlineData("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: a=1\r\n\r\n", "200|OK|Http11|Set-Cookie=a=1|set-cookie=a=1")]
    public void A_valid_answer_is_taken_as_sent(string text, string expected)
    {
        var head = new ResponseHead();
        byte[] octets = Wire.Octets(text);

        HeadParse whole = Wire.ParseResponse([.. octets, .. "body"u8], head);

        Assert.Equal((HeadProgress.Complete, octets.Length), (whole.Progress, whole.Consumed));
        Assert.Equal(expected, Wire.Describe(head));
        Assert.Equal(whole, Wire.ResponseOctetByOctet(octets, head));
        Assert.Equal(expected, Wire.Describe(head));
    }

    [Theory]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 1000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20\r\n\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 -20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\t200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200\tOK\r\n\r\n")]
    [InlineData("HTTP/1.1 200OK\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 \r\n\r\n")]
    [InlineData("HTTP/1.2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.12 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1x 200 OK\r\n\r\n")]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n")]
    [InlineData("http/1.1 200 OK\r\n\r\n")]
    [InlineData("ICY 200 OK\r\n\r\n")]
    [InlineData(" HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("\r\nHTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("<html>")]
    [InlineData("\u0015\u0003\u0003")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("HTTP/1.1 200 O\0K\r\n\r\n")]
    [InlineData("HTTP/1.1 200 O\u0001")]
    [InlineData("HTTP/1.1 200 O\u007f\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\n\n")]
    [InlineData("HTTP/1.1 200 OK\rA: b\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\r\n\r\n")]
    public void A_first_line_that_is_not_one_is_502(string text) => AssertRefused(text);

    [Theory]
    [InlineData(" A: b\r\n")]
    [InlineData("A: b\r\n c\r\n")]
    [InlineData("A: b\r\n\tc\r\n")]
    [InlineData("A: b\r\n \r\n")]
    [InlineData("A\r\n")]
    [InlineData(": b\r\n")]
    [InlineData(" : b\r\n")]
    [InlineData("A b: c\r\n")]
    [InlineData("A b : c\r\n")]
    [InlineData("\u00e9: c\r\n")]
    [InlineData("A: \0\r\n")]
    [InlineData("A: b\u0008\r\n")]
    [InlineData("A: b\u007f\r\n")]
    [InlineData("A: b\n")]
    [InlineData("A: b\rC: d\r\n")]
    [InlineData("Content-Length : 5\r\n")]
    [InlineData("content-length\t: 5\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n")]
    [InlineData("TRANSFER-ENCODING \t : chunked\r\n")]
    [InlineData("Transfer-Encoding\u000b: chunked\r\n")]
    public void A_field_line_that_two_parsers_could_read_differently_is_502(string lines)
    {
        AssertRefused(Line + lines + "\r\n");
        AssertRefused(Line + "X: y\r\n" + lines + "X: y\r\n\r\n");
    }

    [Fact]
    public void A_head_over_a_limit_is_502()
    {
        byte[] octets = Wire.Octets(Line + "A: b\r\n\r\n");

        Assert.Equal(HeadProgress.Complete, HeadParser.ParseResponse(octets, new HeadLimits(octets.Length, 1), new ResponseHead()).Progress);
        AssertRefused(Wire.Text(octets), new HeadLimits(octets.Length - 1, 1));
        AssertRefused(Wire.Text(octets), new HeadLimits(octets.Length, 0));
        AssertRefused(Wire.Text(octets), new HeadLimits(10, 1));
    }

    [Theory]
    [InlineData("100", true)]
    [InlineData("103", true)]
    [InlineData("199", true)]
    [InlineData("101", false)]
    [InlineData("200", false)]
    public void Interim_answers_are_told_from_final_ones(string status, bool interim) =>
        Assert.Equal(interim, Wire.Response($"HTTP/1.1 {status}\r\n\r\n").IsInterim);

    [Theory]
    [InlineData("HTTP/1.1", "", true)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", false)]
    [InlineData("HTTP/1.1", "Proxy-Connection: close\r\n", true)]
    [InlineData("HTTP/1.0", "", false)]
    [InlineData("HTTP/1.0", "Connection: keep-alive\r\n", true)]
    [InlineData("HTTP/1.0", "Proxy-Connection: keep-alive\r\n", false)]
    public void The_connection_stands_when_version_and_options_say_so(string version, string fields, bool expected) =>
        Assert.Equal(expected, Wire.Response($"{version} 200 OK\r\n{fields}\r\n").WantsKeepAlive);

    [Fact]
    public void Parsing_into_the_same_head_again_allocates_nothing()
    {
        var head = new ResponseHead();
        byte[] octets = Wire.Octets(Line + string.Concat(Enumerable.Repeat("A : b\r\n", 40)) + "\r\n");
        Wire.ParseResponse(octets, head);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            HeadParser.ParseResponse(octets, Wire.Limits, head);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertRefused(string text, HeadLimits? limits = null)
    {
        byte[] octets = Wire.Octets(text);
        HeadParse whole = HeadParser.ParseResponse(octets, limits ?? Wire.Limits, new ResponseHead());
        HeadParse split = Wire.ResponseOctetByOctet(octets, new ResponseHead(), limits);

        Assert.Equal((HeadProgress.Faulty, 502), (whole.Progress, whole.Fault.Status));
        Assert.Equal((HeadProgress.Faulty, 502), (split.Progress, split.Fault.Status));
        Assert.NotEmpty(whole.Fault.Reason);
    }
}
