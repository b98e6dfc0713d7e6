using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Tests.Text;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(12345, "12,345")]
    [InlineData(123_456, "123 K")]
    [InlineData(1_250_000, "1.3 M")]
    public void A_count_is_short(long value, string text) => Assert.Equal(text, Amounts.Count(value));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1500, "1.5 KB")]
    [InlineData(23_000_000, "23 MB")]
    public void Bytes_have_their_unit(long value, string text) => Assert.Equal(text, Amounts.Bytes(value));

    [Theory]
    [InlineData(0.2, "<1 ms")]
    [InlineData(42, "42 ms")]
    [InlineData(1234, "1.2 s")]
    [InlineData(200_000, "3 min 20 s")]
    [InlineData(7_500_000, "2 h 5 min")]
    public void A_duration_has_its_units(double milliseconds, string text) =>
        Assert.Equal(text, Amounts.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(1, 3, "33.3 %")]
    [InlineData(3, 3, "100 %")]
    public void A_share_is_of_something(long part, long whole, string text) => Assert.Equal(text, Amounts.Share(part, whole));
}
