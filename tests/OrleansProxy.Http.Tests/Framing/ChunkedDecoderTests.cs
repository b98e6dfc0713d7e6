using OrleansProxy.Http.Framing;

namespace OrleansProxy.Http.Tests.Framing;

public sealed class ChunkedDecoderTests
{
    [Theory]
    [InlineData("0\r\n\r\n", "|Complete|0 left")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello|Complete|0 left")]
    [InlineData("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\nGET", "hello!|Complete|3 left")]
    [InlineData("a\r\n0123456789\r\n0\r\n\r\n", "0123456789|Complete|0 left")]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", "0123456789|Complete|0 left")]
    [InlineData("4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n|Complete|0 left")]
    [InlineData("000000000000001\r\na\r\n000000000000000\r\n\r\n", "a|Complete|0 left")]
    [InlineData("1;\r\na\r\n0;a\r\n\r\n", "a|Complete|0 left")]
    [InlineData("1;a=b;c=\"d e\"\r\na\r\n0; \t\u00e9\r\n\r\n", "a|Complete|0 left")]
    [InlineData("0\r\nA: b\r\n\r\n", "|Complete|0 left")]
    [InlineData("0\r\nA:\r\nB: c\td\u00e9:\r\n\r\nX", "|Complete|1 left")]
    [InlineData("0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "|Complete|0 left")]
    [InlineData("", "|NeedMore|0 left")]
    [InlineData("5", "|NeedMore|0 left")]
    [InlineData("5\r\nhel", "hel|NeedMore|0 left")]
    [InlineData("5\r\nhello", "hello|NeedMore|0 left")]
    [InlineData("5\r\nhello\r", "hello|NeedMore|0 left")]
    [InlineData("5\r\nhello\r\n", "hello|NeedMore|0 left")]
    [InlineData("0\r\n", "|NeedMore|0 left")]
    [InlineData("0\r\n\r", "|NeedMore|0 left")]
    [InlineData("0\r\nA: b\r\n", "|NeedMore|0 left")]
    public void A_chunked_body_is_taken_apart(string text, string expected) => AssertDecodes(text, expected);

    [Theory]
    [InlineData("\r\n")]
    [InlineData(" 5\r\nhello")]
    [InlineData("5 \r\nhello")]
    [InlineData("5\t\r\nhello")]
    [InlineData("5 ;a\r\nhello")]
    [InlineData("+5\r\nhello")]
    [InlineData("-5\r\nhello")]
    [InlineData("0x5\r\nhello")]
    [InlineData("5h\r\nhello")]
    [InlineData("g\r\n")]
    [InlineData("5,5\r\nhello")]
    [InlineData("5.\r\nhello")]
    [InlineData("\u00b2\r\n")]
    [InlineData("\05\r\nhello")]
    [InlineData(";a\r\n")]
    [InlineData("0000000000000005\r\nhello")]
    [InlineData("ffffffffffffffff\r\n")]
    [InlineData("10000000000000005\r\nhello")]
    [InlineData("5\nhello")]
    [InlineData("5\rhello")]
    [InlineData("5\r\r\nhello")]
    [InlineData("5;a\nhello")]
    [InlineData("5;a\rb\r\nhello")]
    [InlineData("5;a\0\r\nhello")]
    [InlineData("5;a\u000b\r\nhello")]
    [InlineData("5;\u007f\r\nhello")]
    [InlineData("5;\"\n\"\r\nhello")]
    [InlineData("0\n\n")]
    [InlineData("0\n\r\n")]
    [InlineData("0\r\n\n")]
    [InlineData("0\r\n\rX")]
    [InlineData("0\r\nA\r\n\r\n")]
    [InlineData("0\r\n: b\r\n\r\n")]
    [InlineData("0\r\nA : b\r\n\r\n")]
    [InlineData("0\r\n A: b\r\n\r\n")]
    [InlineData("0\r\nA: b\r\n c\r\n\r\n")]
    [InlineData("0\r\nA: b\n\r\n")]
    [InlineData("0\r\nA: b\rc\r\n\r\n")]
    [InlineData("0\r\nA: \0\r\n\r\n")]
    [InlineData("0\r\nA\u00e9: b\r\n\r\n")]
    [InlineData("0\r\nGET / HTTP/1.1\r\n\r\n")]
    public void A_broken_chunk_or_trailer_is_faulty(string text) =>
        Assert.All(EverySplit(text), decoded => Assert.StartsWith("|Faulty|", decoded, StringComparison.Ordinal));

    [Theory]
    [InlineData("5\r\nhelloX\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5\r\nhello \n0\r\n\r\n")]
    [InlineData("5\r\nhello\0\n0\r\n\r\n")]
    [InlineData("5\r\nhello\n\n0\r\n\r\n")]
    [InlineData("5\r\nhello\r\r0\r\n\r\n")]
    [InlineData("5\r\nhello\rX0\r\n\r\n")]
    [InlineData("5\r\nhello0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n\r\n")]
    [InlineData("5\r\nhello\r\n5 \r\nhello")]
    public void Junk_after_chunk_data_is_faulty_and_none_of_it_is_data(string text) =>
        Assert.All(EverySplit(text), decoded => Assert.StartsWith("hello|Faulty|", decoded, StringComparison.Ordinal));

    [Fact]
    public void The_largest_size_has_fifteen_digits()
    {
        AssertDecodes("fffffffffffffff\r\nabc", "abc|NeedMore|0 left");
        AssertDecodes("10000000000000000", "|Faulty|1 left");
    }

    [Fact]
    public void An_extension_ends_at_4096_octets_a_chunk()
    {
        string allowed = ";" + new string('x', 4096);

        Assert.Equal("aa|Complete|0 left", ChunkedBody.Decode(Wire.Octets($"1{allowed}\r\na\r\n1{allowed}\r\na\r\n0\r\n\r\n")));
        Assert.StartsWith("|Faulty|", ChunkedBody.Decode(Wire.Octets($"1{allowed}x\r\na\r\n0\r\n\r\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Trailers_end_at_8192_octets_in_all()
    {
        // Each line counts with its CR; so does the CR of the empty line.
        string line = "A: " + new string('x', 1020) + "\r\n";
        string sevenLines = string.Concat(Enumerable.Repeat(line, 7));

        string fits = $"0\r\n{sevenLines}A: {new string('x', 1019)}\r\n\r\n";
        string oneMore = $"0\r\n{sevenLines}{line}\r\n";

        Assert.Equal("|Complete|0 left", ChunkedBody.Decode(Wire.Octets(fits)));
        Assert.StartsWith("|Faulty|", ChunkedBody.Decode(Wire.Octets(oneMore)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0\r\n\r\n", ChunkedProgress.Complete)]
    [InlineData("x", ChunkedProgress.Faulty)]
    public void The_verdict_stands_until_the_decoder_is_reset(string text, ChunkedProgress verdict)
    {
        var decoder = new ChunkedDecoder();

        Assert.Equal(verdict, decoder.Decode(Wire.Octets(text), out _, out _, out _));
        Assert.Equal(verdict, decoder.Decode("1\r\na\r\n"u8, out int consumed, out _, out int length));
        Assert.Equal((0, 0), (consumed, length));

        decoder.Reset();
        Assert.Equal(ChunkedProgress.Data, decoder.Decode("1\r\na\r\n"u8, out consumed, out int start, out length));
        Assert.Equal((4, 3, 1), (consumed, start, length));
    }

    [Fact]
    public void Data_comes_in_stretches_as_long_as_the_input_has_them()
    {
        var decoder = new ChunkedDecoder();
        byte[] input = Wire.Octets("100000\r\n" + new string('x', 65536));

        Assert.Equal(ChunkedProgress.Data, decoder.Decode(input, out int consumed, out int start, out int length));
        Assert.Equal((input.Length, 8, 65536), (consumed, start, length));
    }

    private static void AssertDecodes(string text, string expected) =>
        Assert.All(EverySplit(text), decoded => Assert.Equal(expected, decoded));

    /// <summary>The text whole, octet by octet, and in two parts split at each place.</summary>
    private static IEnumerable<string> EverySplit(string text)
    {
        byte[] octets = Wire.Octets(text);
        yield return ChunkedBody.Decode(octets);
        yield return ChunkedBody.Decode(octets, _ => 1);
        for (int at = 1; at < octets.Length; at++)
        {
            int first = at;
            yield return ChunkedBody.Decode(octets, received => received == 0 ? first : octets.Length);
        }
    }
}
