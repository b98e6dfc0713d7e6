using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;
using Spectre.Console;

namespace OrleansProxy.Hosting.Analytics;

/// <summary>
/// Shows an <see cref="AnalyticsReport"/> as tables that fit 80 columns; colours only on a terminal. Names that came over the
/// wire are text, never markup.
/// </summary>
internal static class AnalyticsView
{
    /// <summary>Writes it, or one line where nothing was recorded yet.</summary>
    public static void Show(ProgramConsole console, AnalyticsReport report)
    {
        if (report.Totals.Requests == 0)
        {
            console.Out.WriteLine("No request has been recorded yet.");
            return;
        }

        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(console.Out),
        });
        terminal.Write(Totals(report.Totals));
        Top(terminal, "Top domains", report.TopDomains, "Requests", domain => domain.Requests, report.Totals.Requests);
        Top(terminal, "Blocked most", report.TopBlocked, "Blocked", domain => domain.Blocked, report.Totals.Blocked);
    }

    private static Table Totals(TrafficTotals totals)
    {
        Table table = NewTable("Traffic", "Since the first record", "Total", "Share");
        void Row(string name, long value, long whole) => table.AddRow(name, Quantity.Count(value), Quantity.Share(value, whole));
        Row("Requests", totals.Requests, totals.Requests);
        Row("Tunnels (HTTPS)", totals.Tunnels, totals.Requests);
        Row("Served from the cache", totals.CacheHits, totals.Requests);
        Row("Blocked", totals.Blocked, totals.Requests);
        Row("Rate limited", totals.RateLimited, totals.Requests);
        Row("Failed", totals.Failed, totals.Requests);
        table.AddRow("Sent to clients", Quantity.Bytes(totals.BytesSent), "");
        table.AddRow("Received from clients", Quantity.Bytes(totals.BytesReceived), "");
        return table;
    }

    private static void Top(
        IAnsiConsole terminal, string title, IReadOnlyList<DomainTotals> domains, string heading, Func<DomainTotals, long> value, long whole)
    {
        if (domains.Count == 0)
        {
            return;
        }

        Table table = NewTable(title, "Host", heading, "Share");
        table.AddColumn("Sent", column => column.RightAligned().NoWrap());
        foreach (DomainTotals domain in domains)
        {
            table.AddRow(
                Markup.Escape(domain.Host.Length > 0 ? domain.Host : "(no host)"),
                Quantity.Count(value(domain)),
                Quantity.Share(value(domain), whole),
                Quantity.Bytes(domain.BytesSent));
        }

        terminal.WriteLine();
        terminal.Write(table);
    }

    private static Table NewTable(string title, string name, string value, string share) => new Table()
        .Title($"[bold]{title}[/]")
        .Border(TableBorder.Simple)
        .AddColumn(name)
        .AddColumn(value, column => column.RightAligned().NoWrap())
        .AddColumn(share, column => column.RightAligned().NoWrap());
}
