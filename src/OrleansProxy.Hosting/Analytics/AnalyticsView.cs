using System.Globalization;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;
using Spectre.Console;

namespace OrleansProxy.Hosting.Analytics;

/// <summary>Shows an <see cref="AnalyticsReport"/> on a terminal. Names that came over the wire are escaped.</summary>
internal static class AnalyticsView
{
    private const int BarWidth = 60;

    public static void Show(IAnsiConsole terminal, AnalyticsReport report)
    {
        TrafficTotals totals = report.Totals;
        Table table = new Table().Title("Traffic").Border(TableBorder.Rounded).AddColumns("", "").HideHeaders();
        table.Columns[1].RightAligned();
        Row(table, "Requests", totals.Requests);
        Row(table, "of them tunnels", totals.Tunnels);
        Row(table, "Cache hits", totals.CacheHits);
        Row(table, "Blocked", totals.Blocked);
        Row(table, "Rate limited", totals.RateLimited);
        Row(table, "Failed", totals.Failed);
        Row(table, "Bytes sent to clients", totals.BytesSent);
        Row(table, "Bytes received from clients", totals.BytesReceived);
        terminal.Write(table);
        Bars(terminal, "Top domains, requests", report.TopDomains, domain => domain.Requests, Color.SteelBlue1);
        Bars(terminal, "Blocked most, requests", report.TopBlocked, domain => domain.Blocked, Color.IndianRed);
    }

    private static void Row(Table table, string name, long value) =>
        table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));

    private static void Bars(
        IAnsiConsole terminal, string title, IReadOnlyList<DomainTotals> domains, Func<DomainTotals, long> value, Color color)
    {
        if (domains.Count == 0)
        {
            return;
        }

        BarChart chart = new BarChart().Width(BarWidth).Label(title).LeftAlignLabel();
        foreach (DomainTotals domain in domains)
        {
            chart.AddItem(Markup.Escape(domain.Host.Length > 0 ? domain.Host : "(no host)"), value(domain), color);
        }

        terminal.WriteLine();
        terminal.Write(chart);
    }
}
