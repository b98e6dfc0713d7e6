using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Traffic.Tests.Reports;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_500, "1.5 KB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(123_456_789, "123 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Bytes_are_written_in_units(long bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0.4, "0.4 ms")]
    [InlineData(9.94, "9.9 ms")]
    [InlineData(12, "12 ms")]
    [InlineData(999.6, "1.00 s")]
    [InlineData(83_400, "83.40 s")]
    public void Times_are_written_in_the_unit_that_fits(double milliseconds, string text) =>
        Assert.Equal(text, Quantity.Time(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Nothing_has_a_text_of_its_own()
    {
        Assert.Equal("-", Quantity.Time(null));
        Assert.Equal("", Quantity.Share(1, 0));
    }

    [Theory]
    [InlineData(0, "None was sent")]
    [InlineData(200, "200 OK")]
    [InlineData(302, "302 Found")]
    [InlineData(404, "404 Not Found")]
    [InlineData(429, "429 Too Many Requests")]
    [InlineData(599, "599")]
    public void Statuses_have_their_names(int status, string text) => Assert.Equal(text, StatusName.Of(status));
}
