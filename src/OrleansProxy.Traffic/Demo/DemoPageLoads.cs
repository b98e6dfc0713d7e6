using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Demo;

/// <summary>Makes up when pages load, who loads them, and the requests that each of them makes. Not thread-safe.</summary>
internal sealed class DemoPageLoads(DemoRandom random)
{
    private const double LoadsPerWeightAndHour = 8;
    private const double HighestWeight = 9;
    private const int LimitedBurst = 25;

    private readonly DemoRequest _request = new(random);

    /// <summary>When the next page load happens: often by day, seldom at night.</summary>
    public DateTimeOffset After(DateTimeOffset time)
    {
        do
        {
            time += random.Wait(3_600 / (LoadsPerWeightAndHour * HighestWeight));
        }
        while (!random.Chance(DemoClient.All.Sum(client => client.WeightAt(time)) / HighestWeight));

        return time;
    }

    /// <summary>A wait between page loads of a steady feed.</summary>
    public TimeSpan Pause(double meanSeconds) => random.Wait(meanSeconds);

    /// <summary>The requests of one page load by someone who is up at that hour.</summary>
    public IEnumerable<TrafficRecord> At(DateTimeOffset time) =>
        random.Weighted(DemoClient.All, client => client.WeightAt(time)) is { } client ? Load(client, time) : [];

    /// <summary>The requests of one page load by anybody.</summary>
    public IEnumerable<TrafficRecord> AtAnyHour(DateTimeOffset time) =>
        random.Weighted(DemoClient.All, client => client.Weight) is { } client ? Load(client, time) : [];

    private IEnumerable<TrafficRecord> Load(DemoClient client, DateTimeOffset time)
    {
        if (random.Weighted(DemoWeb.Sites, client.Likes) is not { } site)
        {
            yield break;
        }

        foreach (string host in site.Parts)
        {
            for (int i = RequestsTo(host, site); i > 0; i--)
            {
                yield return _request.Make(time, client.Address, site.Kind, host, isRateLimited: false);
                time += random.Wait(0.09);
            }
        }

        for (int i = random.Chance(0.003) ? LimitedBurst : 0; i > 0; i--)
        {
            yield return _request.Make(time, client.Address, site.Kind, site.Host, isRateLimited: true);
            time += random.Wait(0.02);
        }
    }

    private int RequestsTo(string host, DemoSite site)
    {
        if (host != site.Host && !random.Chance(0.75))
        {
            return 0;
        }

        return site.Kind switch
        {
            DemoKind.PlainPages => random.Between(2, 9),
            DemoKind.Pages => random.Between(1, 4),
            _ => 1,
        };
    }
}
