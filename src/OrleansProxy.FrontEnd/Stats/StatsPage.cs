using System.Globalization;
using System.Net;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Stats;

/// <summary>
/// The page at http://proxy-stats/: totals for everybody, and the last requests, all of them for clients that may see them and
/// only their own for the others. It shows nothing that could change anything.
/// </summary>
internal static class StatsPage
{
    /// <summary>The host that is ours when asked for through the proxy, on port 80.</summary>
    public const string Host = "proxy-stats";

    private const int Rows = 20;

    /// <summary>Makes the page.</summary>
    /// <param name="counts">The totals.</param>
    /// <param name="recent">The newest records, newest first; more than are shown.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="seesAll">Whether they see everybody's rows.</param>
    /// <param name="now">The time, UTC.</param>
    public static Answer Make(
        CountersSnapshot counts, IReadOnlyList<TrafficRecord> recent, IPAddress client, bool seesAll, DateTimeOffset now)
    {
        PageText page = new PageText("Proxy statistics", "wide").Markup("<h1>Proxy statistics</h1>");
        Faults(page, counts.Faults, seesAll);
        page.Markup("<div class=\"figures\">");
        Figure(page, "Uptime", Uptime(now - counts.StartedAt));
        Figure(page, "Requests", counts.Requests);
        Figure(page, "Open connections", counts.OpenConnections);
        Figure(page, "Open tunnels", counts.OpenTunnels);
        Figure(page, "Cache hits", counts.CacheHits);
        Figure(page, "Cache misses", counts.CacheMisses);
        Figure(page, "Blocked", counts.Blocked);
        Figure(page, "Rate limited", counts.RateLimited);
        Figure(page, "Errors", counts.Errors);
        Figure(page, "Sent to clients", ByteCount.Text(counts.BytesSent));
        Figure(page, "Received from clients", ByteCount.Text(counts.BytesReceived));
        Figure(page, "Records lost", counts.RecordsLost);
        page.Markup("</div><section class=\"card\"><h2>").Text(seesAll ? "Recent activity" : "Your recent activity")
            .Markup("</h2><table><thead><tr><th>Time (UTC)</th><th>Client</th><th>Method</th><th>URL</th><th>Status</th><th>Result</th><th>Sent</th></tr></thead><tbody>");
        IEnumerable<TrafficRecord> shown = recent
            .Where(record => record.Result is not TrafficResult.Served && (seesAll || record.Client.Equals(client)))
            .Take(Rows);
        foreach (TrafficRecord record in shown)
        {
            Row(page, record);
        }

        return new Answer(200, "text/html; charset=utf-8", page.Markup("</tbody></table></section>").ToUtf8(),
        [
            new("Cache-Control", "no-store"),
            new("Refresh", "5"),
            new("X-Content-Type-Options", "nosniff"),
            new("Referrer-Policy", "no-referrer"),
            new("Content-Security-Policy", PageStyle.ContentSecurityPolicy),
        ]);
    }

    private static void Faults(PageText page, IReadOnlyList<CountedFault> faults, bool seesAll)
    {
        foreach (CountedFault fault in faults)
        {
            page.Markup("<p class=\"card refused\">").Text(seesAll ? $"{fault.What} {fault.Why}" : fault.What).Markup("</p>");
        }
    }

    private static void Row(PageText page, TrafficRecord record)
    {
        bool refused = record.Result is >= TrafficResult.Blocked and < TrafficResult.OriginFailed;
        page.Markup(refused ? "<tr class=\"refused\"><td>" : "<tr><td>")
            .Text(record.Timestamp.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture))
            .Markup("</td><td>").Text(record.Client.ToString())
            .Markup("</td><td>").Text(record.Method)
            .Markup("</td><td class=\"url\">").Text(Url(record))
            .Markup("</td><td>").Text(record.Status == 0 ? "-" : record.Status.ToString(CultureInfo.InvariantCulture))
            .Markup("</td><td>").Text(record.Result.ToString())
            .Markup("</td><td>").Text(ByteCount.Text(record.BytesSent))
            .Markup("</td></tr>");
    }

    private static string Url(TrafficRecord record)
    {
        string host = record.Host.Contains(':') ? $"[{record.Host}]" : record.Host;
        return record.Scheme switch
        {
            "connect" => $"{host}:{record.Port}",
            "http" when record.Port == 80 => $"http://{host}{record.PathAndQuery}",
            "http" => $"http://{host}:{record.Port}{record.PathAndQuery}",
            _ => record.PathAndQuery,
        };
    }

    private static void Figure(PageText page, string name, long value) =>
        page.Markup("<div class=\"figure\"><b>").Number(value).Markup("</b><span>").Text(name).Markup("</span></div>");

    private static void Figure(PageText page, string name, string value) =>
        page.Markup("<div class=\"figure\"><b>").Text(value).Markup("</b><span>").Text(name).Markup("</span></div>");

    private static string Uptime(TimeSpan uptime) => uptime.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)uptime.TotalDays} d {uptime.Hours} h")
        : uptime.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
