using System.Globalization;
using System.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>The lists below the charts.</summary>
internal static class ReportLists
{
    private const int Hours = 10;

    public static void Append(StringBuilder html, TrafficReport report)
    {
        TrafficTotals totals = report.Totals;
        new RankTable("Top domains", "Host", "Requests", "Sent").Append(
            html,
            [.. report.TopDomains.Select(domain => new RankTable.Line(
                domain.Host, domain.Requests, Quantity.Count(domain.Requests), Quantity.Bytes(domain.BytesSent)))],
            "accent",
            "No host was asked for.");
        new RankTable("Top clients", "Client", "Requests", "Sent").Append(
            html,
            [.. report.TopClients.Select(client => new RankTable.Line(
                client.Client.ToString(), client.Requests, Quantity.Count(client.Requests), Quantity.Bytes(client.BytesSent)))],
            "accent",
            "No client asked.");
        new RankTable("Blocked most", "Host", "Blocked", "Share").Append(
            html,
            [.. report.TopBlocked.Select(domain => new RankTable.Line(
                domain.Host, domain.Blocked, Quantity.Count(domain.Blocked), Quantity.Share(domain.Blocked, totals.Blocked)))],
            "block",
            "Nothing was blocked.");
        new RankTable("Slowest domains", "Host", "Median", "95th percentile").Append(
            html,
            [.. report.Slowest.Select(domain => new RankTable.Line(
                domain.Host,
                domain.Times.Percentile(0.5)?.TotalMilliseconds ?? 0,
                Quantity.Time(domain.Times.Percentile(0.5)),
                Quantity.Time(domain.Times.Percentile(0.95))))],
            "limit",
            "No host answered ten times.");
        new RankTable("Statuses", "Status", "Answers", "Share").Append(
            html,
            [.. report.Statuses.Select(status => new RankTable.Line(
                StatusName.Of(status.Status), status.Requests, Quantity.Count(status.Requests), Quantity.Share(status.Requests, totals.Requests)))],
            "cache",
            "Statuses are not kept by domain.");
        new RankTable("Busiest hours of the day", "Hour", "Requests", "Share").Append(
            html,
            [.. report.HoursOfDay
                .Select((requests, hour) => (Requests: requests, Hour: hour))
                .OrderByDescending(hour => hour.Requests)
                .Take(Hours)
                .Where(hour => hour.Requests > 0)
                .Select(hour => new RankTable.Line(
                    string.Create(CultureInfo.InvariantCulture, $"{hour.Hour:00}:00 to {(hour.Hour + 1) % 24:00}:00"),
                    hour.Requests,
                    Quantity.Count(hour.Requests),
                    Quantity.Share(hour.Requests, totals.Requests)))],
            "accent",
            "No request was made.");
    }
}
