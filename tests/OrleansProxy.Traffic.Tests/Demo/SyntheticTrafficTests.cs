using OrleansProxy.Traffic.Demo;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Tests.Demo;

public sealed class SyntheticTrafficTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero); // a Monday
    private static readonly DateTimeOffset To = From.AddDays(14);
    private static readonly List<TrafficRecord> Fortnight = [.. new SyntheticTraffic(7).Between(From, To)];

    [Fact]
    public void The_same_seed_gives_the_same_records() =>
        Assert.Equal(Fortnight.Take(5_000), new SyntheticTraffic(7).Between(From, To).Take(5_000));

    [Fact]
    public void A_day_has_a_plausible_number_of_records() => Assert.InRange(Fortnight.Count / 14, 1_500, 4_000);

    [Fact]
    public void Records_come_in_the_order_of_time_within_the_range()
    {
        Assert.Equal(Fortnight.Select(record => record.Timestamp).Order(), Fortnight.Select(record => record.Timestamp));
        Assert.All(Fortnight, record => Assert.True(record.Timestamp >= From && record.Timestamp + record.Duration < To));
    }

    [Fact]
    public void Every_record_is_clearly_made_up() => Assert.All(Fortnight, record =>
    {
        Assert.Equal("demo", record.UserAgent);
        Assert.Equal("demo", record.Node);
        Assert.Matches(@"\.(example|test|invalid)$", record.Host);
    });

    [Theory]
    [InlineData(TrafficResult.Forwarded, 0.10)]
    [InlineData(TrafficResult.Tunnelled, 0.30)]
    [InlineData(TrafficResult.Hit, 0.02)]
    [InlineData(TrafficResult.Validated, 0.003)]
    [InlineData(TrafficResult.Blocked, 0.03)]
    [InlineData(TrafficResult.RateLimited, 0.002)]
    [InlineData(TrafficResult.OriginFailed, 0.002)]
    [InlineData(TrafficResult.ClientLeft, 0.0005)]
    public void Every_kind_of_result_occurs(TrafficResult result, double leastShare) =>
        Assert.InRange(Fortnight.Count(record => record.Result == result) / (double)Fortnight.Count, leastShare, 0.7);

    [Fact]
    public void Nights_are_quieter_than_days_and_the_classroom_is_empty_on_a_weekend()
    {
        int night = Fortnight.Count(record => record.Timestamp.Hour is >= 1 and < 5);
        int day = Fortnight.Count(record => record.Timestamp.Hour is >= 16 and < 20);
        ILookup<bool, TrafficRecord> classroom = Fortnight
            .Where(record => record.Client.ToString() == "192.168.20.5")
            .ToLookup(record => record.Timestamp.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

        Assert.True(night * 10 < day);
        Assert.True(classroom[true].Count() * 10 < classroom[false].Count());
    }

    [Fact]
    public void A_blocked_record_names_one_of_the_rules()
    {
        List<TrafficRecord> blocked = [.. Fortnight.Where(record => record.Result is TrafficResult.Blocked)];

        Assert.All(blocked, record => Assert.Contains(record.Rule!, SyntheticTraffic.BlockedPatterns));
        Assert.All(blocked, record => Assert.EndsWith(record.Rule!, record.Host, StringComparison.Ordinal));
    }

    [Fact]
    public void Clients_and_hosts_are_as_many_as_a_household_has()
    {
        Assert.Equal(8, Fortnight.Select(record => record.Client).Distinct().Count());
        Assert.InRange(Fortnight.Select(record => record.Host).Distinct().Count(), 55, 90);
    }

    [Fact]
    public void A_live_feed_moves_and_gives_only_what_has_ended()
    {
        var traffic = new SyntheticTraffic(7);
        var seen = new List<TrafficRecord>();
        for (DateTimeOffset now = From; now < From.AddMinutes(5); now = now.AddSeconds(1))
        {
            IReadOnlyList<TrafficRecord> ended = traffic.Next(now);
            Assert.All(ended, record => Assert.True(record.Timestamp + record.Duration <= now));
            seen.AddRange(ended);
        }

        Assert.InRange(seen.Count, 50, 2_000);
    }

    [Fact]
    public void A_live_feed_that_slept_does_not_catch_up()
    {
        var traffic = new SyntheticTraffic(7);
        traffic.Next(From);

        Assert.InRange(traffic.Next(From.AddDays(2)).Count, 0, 100);
    }
}
