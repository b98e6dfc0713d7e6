using OrleansProxy.Caching.Freshness;

namespace OrleansProxy.Caching.Tests.Freshness;

public sealed class ResponseDateTests
{
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("12:00", "X: y")]
    [InlineData("12:00", "Date: yesterday")]
    [InlineData("11:00", "Date: Sun, 01 Mar 2026 11:00:00 GMT")]
    [InlineData("13:00", "Date: Sun, 01 Mar 2026 13:00:00 GMT")]
    [InlineData("10:00", "Date: Sun, 01 Mar 2026 11:00:00 GMT", "Date: Sun, 01 Mar 2026 10:00:00 GMT")]
    [InlineData("10:00", "Date: Sun, 01 Mar 2026 10:00:00 GMT", "Date: Sun, 01 Mar 2026 11:00:00 GMT")]
    [InlineData("11:00", "Date: nonsense", "Date: Sun, 01 Mar 2026 11:00:00 GMT")]
    public void The_oldest_valid_date_counts_else_the_time_of_receipt(string expected, params string[] fields) =>
        Assert.Equal(Received.Date + TimeSpan.Parse(expected, null), ResponseDate.Of(Messages.Ok(fields).Fields, Received).DateTime);
}
