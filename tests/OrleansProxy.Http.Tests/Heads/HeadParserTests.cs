using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Tests.Heads;

public sealed class HeadParserTests
{
    private const string Line = "GET http://a/ HTTP/1.1\r\n";

    [Theory]
    [InlineData("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET|http://a/|Http11|Host=a")]
    [InlineData("GET http://a/ HTTP/1.0\r\n\r\n", "GET|http://a/|Http10|")]
    [InlineData("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", "CONNECT|a:443|Http11|Host=a:443")]
    [InlineData("get / HTTP/1.1\r\n\r\n", "get|/|Http11|")]
    [InlineData("M-SEARCH * HTTP/1.1\r\n\r\n", "M-SEARCH|*|Http11|")]
    [InlineData("!#$%&'*+-.^_`|~09Az / HTTP/1.1\r\n\r\n", "!#$%&'*+-.^_`|~09Az|/|Http11|")]
    [InlineData("GET /!\"$%&'()*+,-./:;<=>?@[\\]^_`{|}~ HTTP/1.1\r\n\r\n", "GET|/!\"$%&'()*+,-./:;<=>?@[\\]^_`{|}~|Http11|")]
    [InlineData("\r\nGET / HTTP/1.1\r\n\r\n", "GET|/|Http11|")]
    [InlineData("GET / HTTP/1.1\r\nA:b\r\n\r\n", "GET|/|Http11|A=b")]
    [InlineData("GET / HTTP/1.1\r\nA: \t b c\t \r\n\r\n", "GET|/|Http11|A=b c")]
    [InlineData("GET / HTTP/1.1\r\nA:\r\nB: \t\r\n\r\n", "GET|/|Http11|A=|B=")]
    [InlineData("GET / HTTP/1.1\r\nA: b:c\r\na: B\r\nA: b:c\r\n\r\n", "GET|/|Http11|A=b:c|a=B|A=b:c")]
    [InlineData("GET / HTTP/1.1\r\nA: \u0080\u00e9\u00ff\r\n\r\n", "GET|/|Http11|A=\u0080\u00e9\u00ff")]
    [InlineData("GET / HTTP/1.1\r\nA: b\tc\r\n\r\n", "GET|/|Http11|A=b\tc")]
    public void A_valid_request_is_taken_as_sent(string text, string expected)
    {
        var head = new RequestHead();
        byte[] octets = Wire.Octets(text);

        HeadParse whole = Wire.ParseRequest([.. octets, .. "body"u8], head);

        Assert.Equal((HeadProgress.Complete, octets.Length), (whole.Progress, whole.Consumed));
        Assert.Equal(expected, Wire.Describe(head));
        Assert.Equal(whole, Wire.RequestOctetByOctet(octets, head));
        Assert.Equal(expected, Wire.Describe(head));
    }

    [Theory]
    [InlineData("GET http://a/ HTTP/2.0\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/2\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/3.0\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/0.9\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/1.2\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/1.10\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/01.1\r\n\r\n", 505)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505)]
    [InlineData("GET http://a/ HTTP/2.0\r\nA: b\nC: d\r\n\r\n", 505)]
    [InlineData("GET http://a/ http/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1 \r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1\t\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1 Host: a\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTPS/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/\r\n\r\n", 400)]
    [InlineData("GET http://a/ \r\n\r\n", 400)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("GET \r\n\r\n", 400)]
    [InlineData("GET  http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/  HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET\thttp://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/\tHTTP/1.1\r\n\r\n", 400)]
    [InlineData(" GET http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/b c HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/#b HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://\u00e9/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/\u0080 HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/\u007f HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/\0 HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/\u000b HTTP/1.1\r\n\r\n", 400)]
    [InlineData("G@T http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("G(T http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("G\u00c9T http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("\"GET\" http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1\n\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1\n\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1\r\r\n\r\n", 400)]
    [InlineData("GET http://a/ HTTP/1.1\rHost: a\r\n\r\n", 400)]
    [InlineData("\nGET http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("\rGET http://a/ HTTP/1.1\r\n\r\n", 400)]
    [InlineData("\r\n\r\nGET http://a/ HTTP/1.1\r\n\r\n", 400)]
    public void A_request_line_that_two_parsers_could_read_differently_is_refused(string text, int status) => AssertRefused(text, status);

    [Theory]
    [InlineData("Host : a\r\n")]
    [InlineData("Host\t: a\r\n")]
    [InlineData(" Host: a\r\n")]
    [InlineData("\tHost: a\r\n")]
    [InlineData("Host: a\r\n b\r\n")]
    [InlineData("Host: a\r\n\tb\r\n")]
    [InlineData("Host: a\r\n \r\n")]
    [InlineData(": a\r\n")]
    [InlineData("Host\r\n")]
    [InlineData("Ho st: a\r\n")]
    [InlineData("Ho\0st: a\r\n")]
    [InlineData("H\u00f6st: a\r\n")]
    [InlineData("Ho(st: a\r\n")]
    [InlineData("Host/: a\r\n")]
    [InlineData("Host: a\0\r\n")]
    [InlineData("Host: a\u0001b\r\n")]
    [InlineData("Host: \u000ba\r\n")]
    [InlineData("Host: a\u000c\r\n")]
    [InlineData("Host: a\u001f\r\n")]
    [InlineData("Host: a\u007f\r\n")]
    [InlineData("Host: a\n")]
    [InlineData("Host: a\nB: c\r\n")]
    [InlineData("Host: a\rB: c\r\n")]
    [InlineData("Host: a\r\r\n")]
    [InlineData("\rHost: a\r\n")]
    [InlineData("\nHost: a\r\n")]
    public void A_field_line_that_two_parsers_could_read_differently_is_refused(string lines)
    {
        AssertRefused(Line + lines + "\r\n", 400);
        AssertRefused(Line + "A: b\r\n" + lines + "C: d\r\n\r\n", 400);
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("\u0016")]
    [InlineData("\u0004\u0001")]
    [InlineData("\u0005\u0001\0")]
    [InlineData("\0")]
    [InlineData("\u0080")]
    [InlineData("{")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n")]
    [InlineData("\rX")]
    [InlineData("SSH-2.0-client\r\n")]
    [InlineData("GET\0")]
    [InlineData("GET /\u0001")]
    [InlineData("GET /\rX")]
    [InlineData("GET / HTTP/1.1\n")]
    [InlineData("GET / HTTP/1.1\r\nA: b\0")]
    [InlineData("GET / HTTP/1.1\r\nA\u0007")]
    [InlineData("GET / HTTP/1.1\r\nA: b\rc")]
    [InlineData("GET / HTTP/1.1\r\nA: b\n")]
    [InlineData("GET / HTTP/1.1\r\nA b\r\n")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_cannot_become_a_request_is_refused_without_waiting_for_more(string text) => AssertRefused(text, 400);

    [Fact]
    public void The_http2_preface_is_refused_at_its_first_line() => AssertRefused("PRI * HTTP/2.0\r\n", 505);

    [Fact]
    public void Every_beginning_of_a_request_asks_for_more()
    {
        byte[] octets = Wire.Octets("\r\nPOST http://a/b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");

        Assert.All(
            Enumerable.Range(0, octets.Length),
            length => Assert.Equal(HeadParse.NeedMore, Wire.ParseRequest(octets[..length], new RequestHead())));
    }

    [Fact]
    public void A_method_of_64_octets_passes_and_a_longer_one_does_not()
    {
        Assert.Equal(64, Wire.Request(new string('A', 64) + " / HTTP/1.1\r\n\r\n").Method.Length);
        AssertRefused(new string('A', 65) + " / HTTP/1.1\r\n\r\n", 400);
    }

    [Fact]
    public void A_head_of_exactly_the_allowed_octets_passes_and_one_more_is_431()
    {
        string text = "GET / HTTP/1.1\r\nA: bcd\r\n\r\n";
        byte[] octets = Wire.Octets(text);

        Assert.Equal(
            HeadProgress.Complete,
            HeadParser.ParseRequest([.. octets, .. octets], new HeadLimits(octets.Length, 1), new RequestHead()).Progress);
        AssertRefused(text, 431, new HeadLimits(octets.Length - 1, 1));
    }

    [Theory]
    [InlineData("GET /0123456789", 414)]
    [InlineData("GET /0123456789 HTTP/1.1\r\n\r\n", 414)]
    [InlineData("GET / HTTP/1.1\r", 414)]
    [InlineData("GET / HTTP/1.1\r\n", 431, 16)]
    [InlineData("GET / HTTP/1.1\r\nA: bcdefghi\r\n\r\n", 431, 20)]
    [InlineData("GET / HTTP/2.0\r\nA: bcdefghi\r\n\r\n", 505, 20)]
    [InlineData("GET / HTTP/1.1\r\nA\0: bcdefghi\r\n\r\n", 400, 20)]
    public void A_head_over_the_limit_is_refused_even_if_its_end_has_come(string text, int status, int maxBytes = 15) =>
        AssertRefused(text, status, new HeadLimits(maxBytes, 10));

    [Fact]
    public void As_many_fields_as_allowed_pass_and_one_more_is_431()
    {
        string fields = string.Concat(Enumerable.Repeat("A: b\r\n", 100));

        Assert.Equal(100, Wire.Request(Line + fields + "\r\n").Fields.Count);
        AssertRefused(Line + fields + "A: b\r\n\r\n", 431);
        AssertRefused(Line + fields + "A: b\r\n", 431);
    }

    [Fact]
    public void After_a_fault_nothing_of_an_earlier_request_is_left()
    {
        var head = new RequestHead();
        Wire.ParseRequest(Wire.Octets("DELETE http://a/secret HTTP/1.0\r\nA: b\r\n\r\n"), head);

        Wire.ParseRequest(Wire.Octets("?\r\n\r\n"), head);

        Assert.Equal("||Http11|", Wire.Describe(head));
    }

    [Fact]
    public void After_a_fault_in_the_fields_the_request_line_can_still_be_logged()
    {
        var head = new RequestHead();

        Wire.ParseRequest(Wire.Octets("GET http://a/ HTTP/1.0\r\nA\r\n\r\n"), head);

        Assert.Equal("GET|http://a/|Http10|", Wire.Describe(head));
    }

    [Fact]
    public void What_was_seen_is_not_looked_at_again()
    {
        byte[] octets = Wire.Octets($"GET http://{new string('a', 200)}/ HTTP/1.1\r\nHost: a\r\nA: {new string('b', 5000)}\r\n\r\n");
        var head = new RequestHead();
        HeadParse parse = HeadParse.NeedMore;
        for (int length = 1; length <= octets.Length; length++)
        {
            // All but the last few octets would be a fault, were they looked at.
            byte[] input = [.. new byte[Math.Max(0, length - 4)], .. octets[Math.Max(0, length - 4)..length]];
            parse = HeadParser.ParseRequest(input, Wire.Limits, head, length - 1);
            Assert.NotEqual(HeadProgress.Faulty, parse.Progress);
        }

        Assert.Equal((HeadProgress.Complete, octets.Length), (parse.Progress, parse.Consumed));
        Assert.Equal(Wire.Describe(Wire.Request(Wire.Text(octets))), Wire.Describe(head));
    }

    [Fact]
    public void A_head_that_was_begun_is_forgotten_when_another_begins()
    {
        var head = new RequestHead();
        Wire.ParseRequest(Wire.Octets("GET http://a/ HTTP/1.1\r\nA: b\r\nC"), head);

        Wire.ParseRequest(Wire.Octets("POST /x HTTP/1.0\r\n\r\n"), head);

        Assert.Equal("POST|/x|Http10|", Wire.Describe(head));
    }

    [Fact]
    public void Parsing_into_the_same_head_again_allocates_nothing()
    {
        var head = new RequestHead();
        byte[] octets = Wire.Octets(Line + string.Concat(Enumerable.Repeat("A: b\r\n", 40)) + "\r\n");
        Wire.ParseRequest(octets, head);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            HeadParser.ParseRequest(octets, Wire.Limits, head);
            HeadParser.ParseRequest(octets.AsSpan(0, octets.Length - 1), Wire.Limits, head);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertRefused(string text, int status, HeadLimits? limits = null)
    {
        byte[] octets = Wire.Octets(text);
        HeadParse whole = HeadParser.ParseRequest(octets, limits ?? Wire.Limits, new RequestHead());
        HeadParse split = Wire.RequestOctetByOctet(octets, new RequestHead(), limits);

        Assert.Equal((HeadProgress.Faulty, status), (whole.Progress, whole.Fault.Status));
        Assert.Equal((HeadProgress.Faulty, status), (split.Progress, split.Fault.Status));
        Assert.NotEmpty(whole.Fault.Reason);
    }
}
