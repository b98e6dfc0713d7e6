using OrleansProxy.Http.Framing;

namespace OrleansProxy.Http.Tests.Framing;

public sealed class ChunkedEncodingTests
{
    [Theory]
    [InlineData(1, "1\r\n")]
    [InlineData(15, "f\r\n")]
    [InlineData(16, "10\r\n")]
    [InlineData(65536, "10000\r\n")]
    [InlineData(0xDEADBEEF, "deadbeef\r\n")]
    [InlineData(long.MaxValue, "7fffffffffffffff\r\n")]
    public void A_size_line_is_lower_case_hexadecimal(long size, string expected)
    {
        Span<byte> line = stackalloc byte[ChunkedEncoding.MaxSizeLineLength];

        int length = ChunkedEncoding.WriteSizeLine(size, line);

        Assert.Equal(expected, Wire.Text(line[..length]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_chunk_that_would_end_the_body_is_not_written(long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChunkedEncoding.WriteSizeLine(size, new byte[18]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_destination_too_short_is_an_error(int length) =>
        Assert.Throws<ArgumentException>(() => ChunkedEncoding.WriteSizeLine(255, new byte[length]));

    [Fact]
    public void What_is_written_decodes_to_the_same_data()
    {
        byte[] line = new byte[ChunkedEncoding.MaxSizeLineLength];
        int length = ChunkedEncoding.WriteSizeLine(5, line);
        byte[] body =
            [.. line[..length], .. "hello"u8, .. ChunkedEncoding.ChunkEnd, .. ChunkedEncoding.LastChunk, .. "next"u8];

        Assert.Equal("hello|Complete|4 left", ChunkedBody.Decode(body));
    }
}
