using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Log;

public sealed class LogQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);

    [Fact]
    public void The_address_holds_only_what_narrows_and_is_encoded() => Assert.Equal(
        "/log?range=24h&result=blocked&host=a%26b",
        new LogQuery { Time = PickedTime.UpToNow("24h"), Result = "blocked", Host = "a&b" }.Href);

    [Fact]
    public void A_page_below_a_row_and_an_export_ask_for_the_same()
    {
        var query = new LogQuery { Status = "5xx", User = "alice" };

        Assert.Equal("/log?user=alice&status=5xx&before=60", query.HrefBefore(60));
        Assert.Equal("/log/export?user=alice&status=5xx&format=csv", query.Address("/log/export", ("format", "csv")));
        Assert.Equal(query.Href, query.HrefBefore(null));
    }

    [Fact]
    public void A_range_reaches_over_the_minute_that_runs()
    {
        TimeRange range = Filter(new() { Time = PickedTime.UpToNow("1h") }).Range!.Value;

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero), range.To);
        Assert.Equal(TimeSpan.FromHours(1), range.To - range.From);
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("EXAMPLE", "192.0.2.10", "GET", true)]
    [InlineData("*.example.com", "::ffff:192.0.2.10", "GET", false)]
    [InlineData("e*.com", "::ffff:192.0.2.10", "GET", true)]
    [InlineData("other", "", "", false)]
    [InlineData("", "192.0.2.11", "", false)]
    [InlineData("", "", "POST", false)]
    public void A_live_record_is_held_against_the_same_filter(string host, string client, string method, bool accepted) =>
        Assert.Equal(accepted, Filter(new() { Host = host, Client = client, Method = method }).Matches(Records.Get()));

    [Theory]
    [InlineData("404", 404, true)]
    [InlineData("404", 400, false)]
    [InlineData("4XX", 499, true)]
    [InlineData("4xx", 500, false)]
    [InlineData("none", 0, true)]
    [InlineData("none", 200, false)]
    public void A_status_is_a_code_a_class_or_none(string text, int status, bool accepted) =>
        Assert.Equal(accepted, Filter(new() { Status = text }).Matches(Records.Get() with { Status = status }));

    [Theory]
    [InlineData("hit", TrafficResult.Hit, true)]
    [InlineData("hit", TrafficResult.Validated, false)]
    [InlineData("not-asked", TrafficResult.Tunnelled, true)]
    [InlineData("miss", TrafficResult.Forwarded, false)]
    public void A_cache_status_is_what_the_cache_had_to_do_with_it(string cache, TrafficResult result, bool accepted) =>
        Assert.Equal(accepted, Filter(new() { Cache = cache }).Matches(Records.Get(result: result)));

    [Theory]
    [InlineData("alice", true)]
    [InlineData("bob", false)]
    public void A_user_is_that_very_user(string user, bool accepted) =>
        Assert.Equal(accepted, Filter(new() { User = user }).Matches(Records.Get() with { User = "alice" }));

    [Theory]
    [InlineData("blocked", TrafficResult.Blocked, true)]
    [InlineData("blocked", TrafficResult.Forwarded, false)]
    [InlineData("cached", TrafficResult.Validated, true)]
    [InlineData("allowed", TrafficResult.Tunnelled, true)]
    [InlineData("own", TrafficResult.Served, true)]
    public void A_group_of_results_holds_its_members(string group, TrafficResult result, bool accepted) =>
        Assert.Equal(accepted, Filter(new() { Result = group }).Matches(Records.Get(result: result)));

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("www.example.com", false)]
    [InlineData("example.com.net", false)]
    public void A_site_is_that_very_host_whatever_text_is_asked_for(string host, bool accepted) =>
        Assert.Equal(accepted, Filter(new() { Site = "example.com", Host = "other" }).Matches(Records.Get(host)));

    [Theory]
    [InlineData("client", "x", "address")]
    [InlineData("client", "127.1", "address")]
    [InlineData("client", "999.1.1.1", "address")]
    [InlineData("status", "40x", "status")]
    [InlineData("status", "99", "status")]
    [InlineData("result", "odd", "result")]
    [InlineData("cache", "odd", "cache status")]
    [InlineData("range", "2h", "range")]
    [InlineData("from", "yesterday", "times")]
    [InlineData("to", "-1", "times")]
    [InlineData("to", "99999999999999999999", "times")]
    [InlineData("host", "*a*a*a*a*a*a*a*a*a*", "stars")]
    public void What_cannot_be_asked_is_said_and_not_asked(string name, string value, string word)
    {
        LogQuery query = LogQuery.Read(new QueryCollection(new Dictionary<string, StringValues> { [name] = value }));

        Assert.Contains(word, Assert.Single(query.Faults), StringComparison.Ordinal);
        Assert.Null(query.ToFilter(Now));
    }

    [Fact]
    public void An_address_is_read_back_as_it_was_written()
    {
        var query = new LogQuery
        {
            Time = PickedTime.Between(Now, Now.AddHours(1)),
            Result = "blocked",
            Site = "a.example",
            Host = "*.example",
            Client = "2001:db8::1",
            User = "ann & bob",
            Method = "GET",
            Status = "4xx",
            Cache = "miss",
        };

        Dictionary<string, StringValues> read = QueryHelpers.ParseQuery(query.Href[query.Href.IndexOf('?', StringComparison.Ordinal)..]);

        Assert.Equal(query, LogQuery.Read(new QueryCollection(read)));
        Assert.Equal(IPAddress.Parse("2001:db8::1"), Filter(query).Client);
    }

    private static TrafficFilter Filter(LogQuery query)
    {
        TrafficFilter? filter = query.ToFilter(Now);
        Assert.NotNull(filter);
        return filter;
    }
}
