using System.Net;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LogQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);

    [Fact]
    public void The_address_holds_only_what_narrows_and_is_encoded() => Assert.Equal(
        "/log?range=24h&result=blocked&host=a%26b",
        new LogQuery { Range = "24h", Result = "blocked", Host = "a&b" }.Href);

    [Fact]
    public void A_range_reaches_over_the_minute_that_runs()
    {
        TimeRange range = new LogQuery { Range = "1h" }.ToFilter(Now).Range!.Value;

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero), range.To);
        Assert.Equal(TimeSpan.FromHours(1), range.To - range.From);
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("EXAMPLE", "192.0.2.10", "GET", true)]
    [InlineData("other", "", "", false)]
    [InlineData("", "192.0.2.11", "", false)]
    [InlineData("", "no address", "", false)]
    [InlineData("", "", "POST", false)]
    public void A_live_record_is_held_against_the_same_filter(string host, string client, string method, bool accepted) =>
        Assert.Equal(accepted, new LogQuery { Host = host, Client = client, Method = method }.ToFilter(Now).Matches(Records.Get()));

    [Theory]
    [InlineData("blocked", TrafficResult.Blocked, true)]
    [InlineData("blocked", TrafficResult.Forwarded, false)]
    [InlineData("cached", TrafficResult.Validated, true)]
    [InlineData("allowed", TrafficResult.Tunnelled, true)]
    [InlineData("unknown", TrafficResult.Blocked, true)]
    public void A_group_of_results_holds_its_members(string group, TrafficResult result, bool accepted) =>
        Assert.Equal(accepted, new LogQuery { Result = group }.ToFilter(Now).Matches(Records.Get(result: result)));

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("www.example.com", false)]
    [InlineData("example.com.net", false)]
    public void A_site_is_that_very_host_whatever_text_is_asked_for(string host, bool accepted) =>
        Assert.Equal(accepted, new LogQuery { Site = "example.com", Host = "other" }.ToFilter(Now).Matches(Records.Get(host)));

    [Fact]
    public void A_client_that_is_no_address_asks_for_nothing() =>
        Assert.Equal(IPAddress.None, new LogQuery { Client = "x" }.ToFilter(Now).Client);
}
