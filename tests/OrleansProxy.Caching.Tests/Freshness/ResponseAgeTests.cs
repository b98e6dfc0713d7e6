using OrleansProxy.Caching.Freshness;

namespace OrleansProxy.Caching.Tests.Freshness;

public sealed class ResponseAgeTests
{
    private static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, null, 0, 0)] // made, asked for and received at once
    [InlineData(30, null, 0, 30)] // apparent age alone
    [InlineData(-30, null, 0, 0)] // an origin whose clock is ahead
    [InlineData(0, "40", 0, 40)] // Age alone
    [InlineData(0, "40", 5, 45)] // Age and delay add up
    [InlineData(30, "40", 5, 45)] // the larger counts
    [InlineData(60, "40", 5, 60)]
    [InlineData(0, null, 5, 5)] // delay alone
    [InlineData(0, null, -5, 0)] // a clock that stepped back
    [InlineData(0, "40, 900", 0, 40)] // the first member counts
    [InlineData(0, "x, 900", 0, 0)] // an invalid Age does not count
    [InlineData(0, "-3", 0, 0)]
    [InlineData(0, "4.5", 0, 0)]
    public void Age_when_received_is_the_larger_of_apparent_and_corrected(
        int secondsSinceDate, string? age, int delaySeconds, int expectedSeconds)
    {
        var head = Messages.Ok(age is null ? "X: y" : "Age: " + age);

        TimeSpan actual = ResponseAge.WhenReceived(
            head.Fields, Received.AddSeconds(-secondsSinceDate), Received.AddSeconds(-delaySeconds), Received);

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), actual);
    }
}
