using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class DecisionStoryTests
{
    [Fact]
    public void A_blocked_request_names_its_rule_and_version_and_goes_no_further()
    {
        TrafficRecord record = Records.Get(result: TrafficResult.Blocked) with { Rule = "=ads.example", RulesVersion = 7, LimitCount = 3, LimitOf = 100 };

        Dictionary<string, DecisionStep> story = DecisionStory.Tell(record).ToDictionary(step => step.Title);

        Assert.Equal("Request 3 of 100 in the window.", story["Rate limit"].Text);
        Assert.Equal("Blocked by the rule =ads.example (rules, version 7).", story["Rules"].Text);
        Assert.Equal("block", story["Rules"].Tone);
        Assert.Equal("Not reached.", story["Cache"].Text);
    }

    [Fact]
    public void A_request_with_credentials_names_its_user()
    {
        IReadOnlyList<DecisionStep> story = DecisionStory.Tell(Records.Get() with { User = "alice" });

        Assert.EndsWith("may use this proxy, as the user alice.", story.Single(step => step.Title == "Client").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrafficResult.BadRequest, 1)]
    [InlineData(TrafficResult.ClientRefused, 2)]
    [InlineData(TrafficResult.RateLimited, 3)]
    [InlineData(TrafficResult.Blocked, 4)]
    [InlineData(TrafficResult.DestinationRefused, 5)]
    public void The_steps_after_a_refusal_were_not_reached(TrafficResult result, int steps)
    {
        IReadOnlyList<DecisionStep> story = DecisionStory.Tell(Records.Get(result: result) with { Error = "Why." });

        Assert.NotEqual("neutral", story[steps - 1].Tone);
        Assert.All(story.Skip(steps).SkipLast(1), step => Assert.Equal("neutral", step.Tone));
    }

    [Theory]
    [InlineData("OrleansProxy; hit; ttl=240", "Answered from the cache. It stays fresh for 4 min 0 s.")]
    [InlineData("OrleansProxy; fwd=uri-miss; stored", "Asked the origin: nothing is stored for this address. The answer was stored.")]
    [InlineData("OrleansProxy; hit; ttl=-5", "Answered from the cache. It had been stale for 5 s.")]
    [InlineData("", "The cache said nothing more.")]
    public void A_cache_status_is_explained(string value, string sentence) =>
        Assert.Equal(sentence, CacheStatusWords.Explain(value));

    [Fact]
    public void The_parts_of_the_time_add_up_to_the_whole()
    {
        TrafficRecord record = Records.Get() with
        {
            DnsTime = TimeSpan.FromMilliseconds(4),
            ConnectTime = TimeSpan.FromMilliseconds(10),
            TimeToFirstByte = TimeSpan.FromMilliseconds(30),
        };

        IReadOnlyList<TimingPart> parts = TimingPart.Of(record);

        Assert.Equal(4, parts.Count);
        Assert.Equal(record.Duration, parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Length));
    }
}
