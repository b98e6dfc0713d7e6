using System.Globalization;
using System.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>The sums at the head of the page.</summary>
internal static class ReportCards
{
    public static void Append(StringBuilder html, TrafficReport report)
    {
        TrafficTotals totals = report.Totals;
        html.Append("<dl class=\"cards\">\n");
        Card("Requests", Quantity.Count(totals.Requests), $"{Quantity.Share(totals.Tunnels, totals.Requests)} tunnels");
        Card("Sent to clients", Quantity.Bytes(totals.BytesSent), $"{Quantity.Bytes(totals.BytesReceived)} received");
        Card("From the cache", Quantity.Count(totals.CacheHits), CacheNote(totals));
        Card("Blocked", Quantity.Count(totals.Blocked), $"{Quantity.Share(totals.Blocked, totals.Requests)} of all");
        Card("Rate limited", Quantity.Count(totals.RateLimited), $"{Quantity.Share(totals.RateLimited, totals.Requests)} of all");
        Card("Failed", Quantity.Count(totals.Failed), $"{Quantity.Share(totals.Failed, totals.Requests)} of all");
        Card("Time to first byte, median", Quantity.Time(report.Times.Percentile(0.5)), $"of {Quantity.Count(report.Times.Count)} answers");
        Card("Time to first byte, 95 %", Quantity.Time(report.Times.Percentile(0.95)), "95 of 100 answers began within");
        html.Append("</dl>\n");

        void Card(string name, string value, string note) =>
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>\n");
    }

    private static string CacheNote(TrafficTotals totals) => totals.CacheAsked == 0
        ? "the cache was not asked"
        : $"{Quantity.Share(totals.CacheHits, totals.CacheAsked)} of those asked";
}
