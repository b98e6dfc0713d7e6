using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Tests.Framing;

public sealed class MessageFramingTests
{
    [Theory]
    [InlineData("", BodyKind.None, 0)]
    [InlineData("Content-Length: 0\r\n", BodyKind.Length, 0)]
    [InlineData("Content-Length: 5\r\n", BodyKind.Length, 5)]
    [InlineData("content-length:\t 5 \r\n", BodyKind.Length, 5)]
    [InlineData("Content-Length: 0005\r\n", BodyKind.Length, 5)]
    [InlineData("Content-Length: 999999999999999999\r\n", BodyKind.Length, 999_999_999_999_999_999)]
    [InlineData("Transfer-Encoding: chunked\r\n", BodyKind.Chunked, 0)]
    [InlineData("transfer-ENCODING: Chunked\r\n", BodyKind.Chunked, 0)]
    public void A_request_is_framed_by_one_length_or_one_chunked(string fields, BodyKind kind, long length)
    {
        HttpFault fault = MessageFraming.OfRequest(Wire.Request($"POST / HTTP/1.1\r\n{fields}\r\n"), out BodyFraming framing);

        Assert.Equal(HttpFault.None, fault);
        Assert.Equal(new BodyFraming(kind, length), framing);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: x\r\n", 400)]
    [InlineData("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n", 400)]
    [InlineData("Connection: Content-Length\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400)]
    [InlineData("Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400)]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n", 400)]
    [InlineData("Content-Length: 5\r\ncontent-length: 6\r\n", 400)]
    [InlineData("Content-Length: 5, 5\r\n", 400)]
    [InlineData("Content-Length: 5,5\r\n", 400)]
    [InlineData("Content-Length: 5,\r\n", 400)]
    [InlineData("Content-Length: ,5\r\n", 400)]
    [InlineData("Content-Length: 5 5\r\n", 400)]
    [InlineData("Content-Length: +5\r\n", 400)]
    [InlineData("Content-Length: -5\r\n", 400)]
    [InlineData("Content-Length: -0\r\n", 400)]
    [InlineData("Content-Length: 0x5\r\n", 400)]
    [InlineData("Content-Length: 5h\r\n", 400)]
    [InlineData("Content-Length: 5.0\r\n", 400)]
    [InlineData("Content-Length: 5e0\r\n", 400)]
    [InlineData("Content-Length: 5;a=b\r\n", 400)]
    [InlineData("Content-Length: \"5\"\r\n", 400)]
    [InlineData("Content-Length: \u00b2\r\n", 400)]
    [InlineData("Content-Length: \u00a05\r\n", 400)]
    [InlineData("Content-Length:\r\n", 400)]
    [InlineData("Content-Length: \t\r\n", 400)]
    [InlineData("Content-Length: 1000000000000000000\r\n", 400)]
    [InlineData("Content-Length: 0000000000000000005\r\n", 400)]
    [InlineData("Content-Length: 18446744073709551621\r\n", 400)]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", 501)]
    [InlineData("Transfer-Encoding: identity\r\n", 501)]
    [InlineData("Transfer-Encoding: identity, chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: chunked, gzip\r\n", 501)]
    [InlineData("Transfer-Encoding: chunked;q=1\r\n", 501)]
    [InlineData("Transfer-Encoding: chunked,\r\n", 501)]
    [InlineData("Transfer-Encoding: , chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: \"chunked\"\r\n", 501)]
    [InlineData("Transfer-Encoding: chunked chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: xchunked\r\n", 501)]
    [InlineData("Transfer-Encoding: \u00a0chunked\r\n", 501)]
    [InlineData("Transfer-Encoding: chun\u00addked\r\n", 501)]
    [InlineData("Transfer-Encoding:\r\n", 501)]
    public void A_request_that_two_parsers_could_frame_differently_is_refused(string fields, int status) =>
        Assert.Equal(status, MessageFraming.OfRequest(Wire.Request($"POST / HTTP/1.1\r\n{fields}\r\n"), out _).Status);

    [Fact]
    public void A_control_character_beside_chunked_never_gets_as_far_as_framing() => Assert.Equal(
        400,
        Wire.ParseRequest(Wire.Octets("POST / HTTP/1.1\r\nTransfer-Encoding: \u000bchunked\r\n\r\n"), new RequestHead()).Fault.Status);

    [Fact]
    public void Chunked_does_not_exist_in_http_1_0()
    {
        RequestHead request = Wire.Request("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
        ResponseHead response = Wire.Response("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

        Assert.Equal(400, MessageFraming.OfRequest(request, out _).Status);
        Assert.Equal(502, MessageFraming.OfResponse(response, toHead: false, out _).Status);
    }

    [Theory]
    [InlineData("100", "Content-Length: 1\r\n", 502)]
    [InlineData("102", "Transfer-Encoding: chunked\r\n", 502)]
    [InlineData("103", "Content-Length: 0\r\n", 0)]
    [InlineData("103", "", 0)]
    [InlineData("204", "Content-Length: 1\r\n", 0)]
    public void An_interim_answer_speaks_of_no_body(string status, string fields, int fault) => Assert.Equal(
        fault,
        MessageFraming.OfResponse(Wire.Response($"HTTP/1.1 {status}\r\n{fields}\r\n"), toHead: false, out _).Status);

    [Theory]
    [InlineData("200", "", false, BodyKind.UntilClose, 0)]
    [InlineData("200", "Content-Length: 0\r\n", false, BodyKind.Length, 0)]
    [InlineData("200", "Content-Length: 7\r\n", false, BodyKind.Length, 7)]
    [InlineData("200", "Content-Length: 7\r\nContent-Length: 7\r\n", false, BodyKind.Length, 7)]
    [InlineData("200", "Content-Length: 7\r\nContent-Length: 07\r\n", false, BodyKind.Length, 7)]
    [InlineData("200", "Transfer-Encoding: CHUNKED\r\n", false, BodyKind.Chunked, 0)]
    [InlineData("200", "Content-Length: 7\r\n", true, BodyKind.None, 0)]
    [InlineData("200", "Transfer-Encoding: chunked\r\n", true, BodyKind.None, 0)]
    [InlineData("200", "", true, BodyKind.None, 0)]
    [InlineData("204", "", false, BodyKind.None, 0)]
    [InlineData("204", "Content-Length: 7\r\n", false, BodyKind.None, 0)]
    [InlineData("304", "Content-Length: 7\r\n", false, BodyKind.None, 0)]
    [InlineData("304", "Transfer-Encoding: chunked\r\n", false, BodyKind.None, 0)]
    [InlineData("100", "", false, BodyKind.None, 0)]
    [InlineData("103", "Content-Length: 0\r\n", false, BodyKind.None, 0)]
    [InlineData("101", "", false, BodyKind.None, 0)]
    [InlineData("206", "Content-Length: 7\r\n", false, BodyKind.Length, 7)]
    [InlineData("404", "Content-Length: 7\r\n", false, BodyKind.Length, 7)]
    public void An_answer_is_framed_by_status_request_and_fields(string status, string fields, bool toHead, BodyKind kind, long length)
    {
        ResponseHead head = Wire.Response($"HTTP/1.1 {status} X\r\n{fields}\r\n");

        Assert.Equal(HttpFault.None, MessageFraming.OfResponse(head, toHead, out BodyFraming framing));
        Assert.Equal(new BodyFraming(kind, length), framing);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: \r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\nContent-Length: 6\r\n")]
    [InlineData("Content-Length: 5, 5\r\n")]
    [InlineData("Content-Length: 5, 6\r\n")]
    [InlineData("Content-Length: +5\r\n")]
    [InlineData("Content-Length: -5\r\n")]
    [InlineData("Content-Length:\r\n")]
    [InlineData("Content-Length: 1000000000000000000\r\n")]
    [InlineData("Transfer-Encoding: gzip\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked, gzip\r\n")]
    [InlineData("Transfer-Encoding: identity\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding:\r\n")]
    public void An_answer_that_two_parsers_could_frame_differently_is_502(string fields)
    {
        ResponseHead head = Wire.Response($"HTTP/1.1 200 OK\r\n{fields}\r\n");

        Assert.Equal(502, MessageFraming.OfResponse(head, toHead: false, out _).Status);
        Assert.Equal(502, MessageFraming.OfResponse(head, toHead: true, out _).Status);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\n", true, 5)]
    [InlineData("Content-Length: 5\r\nContent-Length: 5\r\n", true, 5)]
    [InlineData("", false, -1)]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", false, -1)]
    public void The_length_an_answer_names_is_known_when_its_lines_agree(string fields, bool agreed, long length)
    {
        ResponseHead head = Wire.Response($"HTTP/1.1 304 X\r\n{fields}\r\n");

        Assert.Equal(agreed, MessageFraming.TryAgreedLength(head.Fields, out long found));
        Assert.Equal(length, found);
    }
}
