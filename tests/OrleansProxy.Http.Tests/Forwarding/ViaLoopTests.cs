using OrleansProxy.Http.Forwarding;

namespace OrleansProxy.Http.Tests.Forwarding;

public sealed class ViaLoopTests
{
    [Theory]
    [InlineData("Via: 1.1 us\r\n", true)]
    [InlineData("via: 1.0 fred, 1.1 us\r\n", true)]
    [InlineData("Via: 1.0 fred\r\nVIA: 1.1 us\r\n", true)]
    [InlineData("Via: HTTP/1.1 us (Product/1)\r\n", true)]
    [InlineData("Via: 1.1 us(Product/1), 1.1 p\r\n", true)]
    [InlineData("Via: 1.1\t us\t, 1.1 p\r\n", true)]
    [InlineData("Via: , 1.1 fred (a, b), 1.1 US\r\n", true)]
    [InlineData("Via: 1.1 fred (a \\) (nested) b), 1.1 us\r\n", true)]
    [InlineData("", false)]
    [InlineData("Via:\r\n", false)]
    [InlineData("Via: us\r\n", false)]
    [InlineData("Via: us 1.1\r\n", false)]
    [InlineData("Via: 1.1 us2\r\n", false)]
    [InlineData("Via: 1.1 us.example\r\n", false)]
    [InlineData("Via: 1.1 us:8080\r\n", false)]
    [InlineData("Via: 1.1 bus\r\n", false)]
    [InlineData("Via: 1.1 fred us\r\n", false)]
    [InlineData("Via: 1.1 fred (us)\r\n", false)]
    [InlineData("Via: 1.1 fred (a, 1.1 us, b)\r\n", false)]
    [InlineData("Via: 1.1 fred (a \\), 1.1 us )\r\n", false)]
    [InlineData("Via: 1.1 fred (\\\r\n", false)]
    [InlineData("X-Via: 1.1 us\r\n", false)]
    public void A_loop_is_our_whole_name_as_a_receiver(string lines, bool expected) =>
        Assert.Equal(expected, ViaLoop.Names(Wire.Request($"GET / HTTP/1.1\r\n{lines}\r\n").Fields, "us"));

    [Fact]
    public void A_request_that_we_wrote_is_recognised()
    {
        var written = HeadWriterTests.Forwarded("GET http://a/ HTTP/1.1\r\nHost: a\r\nVia: 1.1 p\r\n\r\n");

        Assert.True(ViaLoop.Names(Wire.Request(written).Fields, HeadWriterTests.Pseudonym));
    }
}
