using System.Text;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Policy.Limits;

namespace OrleansProxy.FrontEnd.Tests.Answers;

public sealed class RateLimitFieldsTests
{
    [Fact]
    public void A_refused_request_is_told_the_policy_that_nothing_is_left_and_when_there_will_be()
    {
        Assert.Equal(
            "RateLimit-Policy: \"default\";q=100;w=10\r\nRateLimit: \"default\";r=0;t=3\r\n",
            Written(new(false, 100, 100, TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(2_001))));
    }

    [Fact]
    public void An_allowed_one_is_told_what_is_left()
    {
        Assert.Equal(
            "RateLimit-Policy: \"default\";q=100;w=2\r\nRateLimit: \"default\";r=58\r\n",
            Written(new(true, 42, 100, TimeSpan.FromMilliseconds(1_500), TimeSpan.Zero)));
    }

    [Fact]
    public void A_limit_that_was_lowered_below_what_counts_leaves_nothing()
    {
        Assert.EndsWith(
            "RateLimit: \"default\";r=0;t=9\r\n",
            Written(new(false, 40, 10, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(9))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_not_limited_is_told_nothing()
    {
        Assert.Equal("", Written(RateLimitDecision.Unlimited));
    }

    private static string Written(RateLimitDecision decision)
    {
        var buffer = new HeadBuffer();
        RateLimitFields.Write(buffer, decision);
        return Encoding.ASCII.GetString(buffer.Written.Span);
    }
}
