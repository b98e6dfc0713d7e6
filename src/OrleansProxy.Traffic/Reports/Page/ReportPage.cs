using System.Globalization;
using System.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>
/// A report as one page of HTML that needs nothing besides itself: no network, no script. Whatever came over the wire is text in it.
/// </summary>
public static class ReportPage
{
    /// <summary>Makes the page.</summary>
    /// <param name="report">What was found; with no requests in it, the page says so.</param>
    /// <param name="timeline">The same over time.</param>
    /// <param name="now">When it was made.</param>
    public static string Make(TrafficReport report, TrafficTimeline timeline, DateTimeOffset now)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="generator" content="OrleansProxy">
            <title>Traffic report</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>Traffic report</h1>
            <p>{Subject(report)}</p>
            </header>

            """);
        if (report.Totals.Requests == 0)
        {
            html.Append("<section class=\"panel wide\"><p class=\"empty\">No request was recorded in this range.</p></section>\n");
        }
        else
        {
            ReportCards.Append(html, report);
            ReportCharts.Append(html, report, timeline);
            ReportLists.Append(html, report);
        }

        DateTime made = TimeZoneInfo.ConvertTime(now, report.Zone).DateTime;
        html.Append(CultureInfo.InvariantCulture, $"""
            <footer>Made by OrleansProxy on {Quantity.Instant(made)}. Times are local ({HtmlText.Of(report.Zone.Id)}). Requests count everything, the refused included.</footer>
            </main>
            </body>
            </html>

            """);
        return html.Replace("\r", "").ToString();
    }

    private static string Subject(TrafficReport report)
    {
        TrafficScope scope = report.Scope;
        string range = report.Totals.Requests == 0 && scope.Range == TimeRange.All
            ? "Everything recorded"
            : $"<b>{Local(scope.Range.From)}</b> to <b>{Local(scope.Range.To)}</b>";
        string client = scope.Client is { } address ? $", client <b>{HtmlText.Of(address.ToString())}</b>" : "";
        string domain = scope.Domain is { } name ? $", domain <b>{HtmlText.Of(name)}</b> and the hosts below it" : "";
        return range + client + domain;

        string Local(DateTimeOffset time) => time == TimeRange.All.From
            ? "the beginning"
            : time == TimeRange.All.To ? "now" : Quantity.Instant(TimeZoneInfo.ConvertTime(time, report.Zone).DateTime);
    }
}
