using OrleansProxy.Http.Forwarding;

namespace OrleansProxy.Http.Tests.Forwarding;

public sealed class HeadBufferTests
{
    [Fact]
    public void What_is_written_stands_in_order()
    {
        var buffer = new HeadBuffer();

        buffer.Write("a"u8);
        buffer.Write("b c");
        buffer.Write(0L);
        buffer.Write(-1L);
        buffer.Write(long.MinValue);
        buffer.Write(long.MaxValue);
        buffer.WriteField("N"u8, "v"u8);

        Assert.Equal("ab c0-1-92233720368547758089223372036854775807N: v\r\n", Wire.Text(buffer.Written.Span));
        Assert.Equal(buffer.Written.Length, buffer.Length);
    }

    [Fact]
    public void Growing_keeps_what_was_written()
    {
        var buffer = new HeadBuffer();
        string expected = "";
        for (int index = 0; index < 3000; index++)
        {
            buffer.Write(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            expected += index;
        }

        buffer.Write(new byte[100_000]);

        Assert.Equal(expected + new string('\0', 100_000), Wire.Text(buffer.Written.Span));
    }

    [Fact]
    public void Cleared_and_released_it_is_empty_and_usable()
    {
        var buffer = new HeadBuffer();
        buffer.Write("secret"u8);
        buffer.Clear();
        Assert.Equal(0, buffer.Length);
        buffer.Write("a"u8);
        Assert.Equal("a", Wire.Text(buffer.Written.Span));

        buffer.Release();
        buffer.Release();
        Assert.True(buffer.Written.IsEmpty);
        buffer.Write("b"u8);
        Assert.Equal("b", Wire.Text(buffer.Written.Span));
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\u00e9")]
    [InlineData("\ud83d\ude00")]
    public void Text_that_could_break_a_head_is_an_error(string text) =>
        Assert.Throws<ArgumentException>(() => new HeadBuffer().Write(text));
}
