using System.Globalization;
using System.Text;
using OrleansProxy.Caching.Freshness;

namespace OrleansProxy.Caching.Tests.Freshness;

public sealed class HttpDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("sun, 06 nov 1994 08:49:37 gmt", "1994-11-06T08:49:37Z")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z")]
    [InlineData("Sun Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z")]
    [InlineData("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z")]
    [InlineData("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z")]
    [InlineData("Sunday, 01-Mar-76 11:00:00 GMT", "2076-03-01T11:00:00Z")]
    [InlineData("Sunday, 02-Mar-76 11:00:00 GMT", "1976-03-02T11:00:00Z")]
    [InlineData("Friday, 31-Dec-99 11:00:00 GMT", "1999-12-31T11:00:00Z")]
    public void All_three_formats_are_read(string text, string expected)
    {
        Assert.True(HttpDate.TryParse(Encoding.ASCII.GetBytes(text), Now, out DateTimeOffset date));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData(",")]
    [InlineData("Sun,")]
    [InlineData("now")]
    [InlineData("Sun, 06 Nov 1994 08:49:37")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 UTC")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT ")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 +0000")]
    [InlineData("Sun, 6 Nov 1994 08:49:37 GMT")]
    [InlineData("Sun, 06-Nov-1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 94 08:49:37 GMT")]
    [InlineData("Sunday, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Xyz, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Xyzday, 06-Nov-94 08:49:37 GMT")]
    [InlineData("Sun, 06 Xyz 1994 08:49:37 GMT")]
    [InlineData("Sun, 31 Nov 1994 08:49:37 GMT")]
    [InlineData("Wed, 29 Feb 2023 08:49:37 GMT")]
    [InlineData("Sun, 00 Nov 1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 24:00:00 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:60:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:49:61 GMT")]
    [InlineData("Sun, 06 Nov 1994 08.49.37 GMT")]
    [InlineData("Sun, 06 Nov 0000 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 8:49:37 GMT")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 EST")]
    [InlineData("Sun Nov 6 08:49:37 1994")]
    [InlineData("Sun Nov 06 08:49:37 94  ")]
    [InlineData("1994-11-06T08:49:37Z")]
    public void Anything_else_is_no_date(string text) =>
        Assert.False(HttpDate.TryParse(Encoding.ASCII.GetBytes(text), Now, out _));

    [Fact]
    public void Every_prefix_and_every_changed_octet_is_read_without_fault()
    {
        foreach (string text in (string[])["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
        {
            byte[] whole = Encoding.ASCII.GetBytes(text);
            for (int index = 0; index < whole.Length; index++)
            {
                byte[] changed = [.. whole];
                changed[index] = (byte)'\x7F';
                Assert.False(HttpDate.TryParse(whole.AsSpan(0, index), Now, out _));
                Assert.False(HttpDate.TryParse(changed, Now, out _));
            }
        }
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        string text = HttpDate.Format(Now.AddMilliseconds(900));

        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", text);
        Assert.True(HttpDate.TryParse(Encoding.ASCII.GetBytes(text), Now, out DateTimeOffset date));
        Assert.Equal(Now, date);
    }
}
