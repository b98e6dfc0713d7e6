using System.Diagnostics;
using System.Net;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.HistoryBench;

/// <summary>Every question of the portal, over a history that <see cref="FillRun"/> made: how long the slowest twentieth takes.</summary>
internal static class PanelRun
{
    private const int Page = 100;

    public static async Task RunAsync(string path, int days, int times)
    {
        await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(path, CancellationToken.None);
        ITrafficHistory history = storage.History;
        DateTimeOffset end = FillRun.End.AddMinutes(-17), start = FillRun.End.AddDays(-days);
        var ranges = new (string Name, TimeRange Range, TimeSpan Bar)[]
        {
            ("day", new(end.AddDays(-1), end), TimeSpan.FromMinutes(30)),
            ("month", new(end.AddDays(-30), end), TimeSpan.FromHours(12)),
            ("all", new(start, end), TimeSpan.FromDays(days / 60 is 0 ? 1 : days / 60)),
        };
        List<double> all = [], ofDomains = [];
        foreach ((string name, TimeRange range, TimeSpan bar) in ranges)
        {
            foreach (int? rank in (int?[])[null, 0, 20])
            {
                var scope = new TrafficScope(range) { Client = rank is { } of ? IPAddress.Parse(SyntheticLoad.ClientAt(of)) : null };
                string who = rank is null ? "everyone" : $"client {rank}";
                await MeasureAsync($"{name}, {who}", all, times, Panels(history, scope, bar));
            }

            await MeasureAsync($"{name}, a domain", ofDomains, times, Panels(history, new TrafficScope(range) { Domain = "site30.example" }, bar));
        }

        await MeasureAsync("pages", all, times, Pages(history, end));
        Console.WriteLine($"ask: panels of everybody and of one client, and pages: 95th percentile {Percentile(all):N1} ms, longest {all.Max():N1} ms");
        Console.WriteLine($"ask: what reports ask of one domain: 95th percentile {Percentile(ofDomains):N1} ms, longest {ofDomains.Max():N1} ms");
    }

    private static List<(string, Func<Task>)> Panels(ITrafficHistory history, TrafficScope scope, TimeSpan bar)
    {
        TimeSpan bars = scope.Domain is not null && bar < TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : bar;
        return
        [
            ("totals", () => history.TotalsAsync(scope, default)),
            ("series", () => history.SeriesAsync(scope, bars, default)),
            ("top domains", () => history.TopDomainsAsync(scope, DomainOrder.Requests, 10, default)),
            ("top blocked", () => history.TopDomainsAsync(scope, DomainOrder.Blocked, 10, default)),
            ("top by bytes", () => history.TopDomainsAsync(scope, DomainOrder.Bytes, 10, default)),
            ("top clients", () => history.TopClientsAsync(scope, 10, default)),
            ("client series", () => history.ClientSeriesAsync(scope, bars, 5, default)),
            ("statuses", () => history.StatusesAsync(scope, default)),
            ("first bytes", () => history.FirstByteTimesAsync(scope, default)),
            ("first byte series", () => history.FirstByteSeriesAsync(scope, bars, default)),
            ("slowest domains", () => history.SlowestDomainsAsync(scope, 10, default)),
        ];
    }

    private static List<(string, Func<Task>)> Pages(ITrafficHistory history, DateTimeOffset end)
    {
        var load = new SyntheticLoad(1);
        var client = IPAddress.Parse(SyntheticLoad.ClientAt(20));
        var day = new TimeRange(end.AddDays(-1), end);
        long deep = new DateTimeOffset(end.AddDays(-20).UtcTicks, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000;
        Func<Task> Of(TrafficFilter filter, long? before = null) => () => history.PageAsync(filter, before, Page, default);
        return
        [
            ("newest", Of(new())),
            ("of a client", Of(new() { Client = client })),
            ("of a common host", Of(new() { Host = load.HostAt(3) })),
            ("of a rare host", Of(new() { Host = load.HostAt(4_900) })),
            ("of status 200", Of(new() { Status = new(200, 200) })),
            ("of status 404", Of(new() { Status = new(404, 404) })),
            ("of a status that never was", Of(new() { Status = new(418, 418) })),
            ("of blocked", Of(new() { Results = [TrafficResult.Blocked] })),
            ("of a rare method", Of(new() { Method = "BREW" })),
            ("of an unknown user", Of(new() { User = "nobody" })),
            ("of hits", Of(new() { Cache = CacheOutcome.Hit })),
            ("client and status", Of(new() { Client = client, Status = new(502, 502) })),
            ("client, host and result", Of(new() { Client = client, Host = load.HostAt(300), Results = [TrafficResult.Blocked] })),
            ("part of a host in a day", Of(new() { HostPattern = new("media49"), Range = day })),
            ("wide part of a host in a day", Of(new() { HostPattern = new("cdn"), Range = day })),
            ("a domain", Of(new() { Domain = "site300.example" })),
            ("deep", Of(new(), deep)),
            ("deep of a client", Of(new() { Client = client }, deep)),
            ("thousandth of a status", ThousandthAsync(history, new() { Status = new(404, 404) })),
        ];
    }

    /// <summary>Finds where the thousandth page begins, once; what is measured is that page.</summary>
    private static Func<Task> ThousandthAsync(ITrafficHistory history, TrafficFilter filter)
    {
        long? before = null;
        return async () =>
        {
            if (before is null)
            {
                for (int i = 0; i < 1_000; i++)
                {
                    IReadOnlyList<TrafficRow> page = await history.PageAsync(filter, before, Page, default);
                    before = page.Count == 0 ? before : page[^1].Id;
                }
            }

            await history.PageAsync(filter, before, Page, default);
        };
    }

    private static async Task MeasureAsync(string group, List<double> all, int times, List<(string Name, Func<Task> Ask)> questions)
    {
        foreach ((string name, Func<Task> ask) in questions)
        {
            var took = new List<double>();
            await ask(); // not the first time: what is measured is a dashboard that stands open
            for (int i = 0; i < times; i++)
            {
                long begun = Stopwatch.GetTimestamp();
                await ask();
                took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            all.AddRange(took);
            Console.WriteLine($"ask: {group}: {name} {Percentile(took):N1} ms");
        }
    }

    private static double Percentile(List<double> values)
    {
        values.Sort();
        return values[(int)Math.Ceiling(values.Count * 0.95) - 1];
    }
}
