using OrleansProxy.Traffic.LogTree;
using OrleansProxy.Traffic.Tests.Records;

namespace OrleansProxy.Traffic.Tests.LogTree;

public sealed class RunSummaryTests
{
    [Fact]
    public void Hosts_are_summed_and_the_greatest_comes_first()
    {
        var summary = new RunSummary(10);
        summary.Add(SampleRecord.Forwarded with { Host = "a" });
        summary.Add(SampleRecord.Forwarded with { Host = "b", TimeToFirstByte = null });
        summary.Add(SampleRecord.Forwarded with { Host = "b", Duration = TimeSpan.FromMilliseconds(66) });

        Assert.Equal(["b", "a"], summary.Hosts.Select(host => host.Key));
        HostSums first = summary.Hosts.First().Value;
        Assert.Equal((2, 2468, 1134), (first.Requests, first.BytesSent, first.BytesReceived));
        Assert.Equal(0.05, first.AverageDuration, 9);
        Assert.Equal(0.012, first.AverageFirstByte!.Value, 9);
        Assert.Equal(3, summary.Total.Requests);
        Assert.Null(summary.Others);
    }

    [Fact]
    public void A_flood_of_hosts_seen_once_pushes_out_none_that_is_asked_often_and_loses_no_request()
    {
        var summary = new RunSummary(10);
        for (int i = 0; i < 5; i++)
        {
            summary.Add(SampleRecord.Forwarded with { Host = "often.example" });
        }

        for (int i = 0; i < 1_000; i++)
        {
            summary.Add(SampleRecord.Forwarded with { Host = $"made-up-{i}.example" });
        }

        Assert.Equal("often.example", summary.Hosts.First().Key);
        Assert.Equal(5, summary.Hosts.First().Value.Requests);
        Assert.InRange(summary.Hosts.Count(), 5, 10);
        Assert.Equal(1_005, summary.Hosts.Sum(host => host.Value.Requests) + summary.Others!.Requests);
    }
}
