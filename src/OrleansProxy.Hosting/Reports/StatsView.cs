using System.Globalization;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;
using Spectre.Console;

namespace OrleansProxy.Hosting.Reports;

/// <summary>
/// Shows a <see cref="TrafficReport"/> as tables with bars that fit 80 columns; colours only on a terminal. Names that came over the
/// wire are text, never markup.
/// </summary>
internal static class StatsView
{
    private const int Hours = 24;

    /// <summary>Writes it, or one line where there is nothing.</summary>
    public static void Show(ProgramConsole console, TrafficReport report)
    {
        if (report.Totals.Requests == 0)
        {
            console.Out.WriteLine(report.Scope == new TrafficScope(TimeRange.All)
                ? "No request has been recorded yet."
                : "No request was recorded in this range, of this client and domain.");
            return;
        }

        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = console.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(console.Out),
        });
        Heading(terminal, report);
        Totals(terminal, report);
        long all = report.Totals.Requests;
        var table = new BarTable(terminal);
        table.Write("Top domains", "Host", "Requests", ["Share", "Sent"], report.TopDomains.Select(domain => new BarTable.Line(
            domain.Host, domain.Requests, Quantity.Count(domain.Requests), Quantity.Share(domain.Requests, all), Quantity.Bytes(domain.BytesSent))));
        table.Write("Top clients", "Client", "Requests", ["Share", "Sent"], report.TopClients.Select(client => new BarTable.Line(
            client.Client.ToString(), client.Requests, Quantity.Count(client.Requests), Quantity.Share(client.Requests, all),
            Quantity.Bytes(client.BytesSent))));
        table.Write("Blocked most", "Host", "Blocked", ["Share"], report.TopBlocked.Select(domain => new BarTable.Line(
            domain.Host, domain.Blocked, Quantity.Count(domain.Blocked), Quantity.Share(domain.Blocked, report.Totals.Blocked))));
        table.Write("Slowest to the first byte", "Host", "Median", ["95th pct"], report.Slowest.Select(domain => new BarTable.Line(
            domain.Host, domain.Times.Percentile(0.5)?.TotalMilliseconds ?? 0, Quantity.Time(domain.Times.Percentile(0.5)),
            Quantity.Time(domain.Times.Percentile(0.95)))));
        table.Write("Statuses", "Status", "Answers", ["Share"], report.Statuses.Select(status => new BarTable.Line(
            StatusName.Of(status.Status), status.Requests, Quantity.Count(status.Requests), Quantity.Share(status.Requests, all))));
        table.Write("Busiest hours, local time", "Hour", "Requests", ["Share"], Enumerable.Range(0, Hours).Select(hour => new BarTable.Line(
            string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00"), report.HoursOfDay[hour],
            Quantity.Count(report.HoursOfDay[hour]), Quantity.Share(report.HoursOfDay[hour], all))));
    }

    private static void Heading(IAnsiConsole terminal, TrafficReport report)
    {
        TrafficScope scope = report.Scope;
        terminal.WriteLine($"From {Local(scope.Range.From)} to {Local(scope.Range.To)}, local time");
        if (scope.Client is { } client)
        {
            terminal.WriteLine($"Client {client}");
        }

        if (scope.Domain is { } domain)
        {
            terminal.WriteLine($"Domain {domain} and the hosts below it");
        }

        terminal.WriteLine();

        string Local(DateTimeOffset time) => Quantity.Instant(TimeZoneInfo.ConvertTime(time, report.Zone).DateTime);
    }

    private static void Totals(IAnsiConsole terminal, TrafficReport report)
    {
        TrafficTotals totals = report.Totals;
        Table table = BarTable.New("Traffic", "What", "Total", "Share");
        void Row(string name, long value) => table.AddRow(name, Quantity.Count(value), Quantity.Share(value, totals.Requests));
        Row("Requests", totals.Requests);
        Row("Tunnels (HTTPS)", totals.Tunnels);
        Row("Served from the cache", totals.CacheHits);
        Row("Blocked", totals.Blocked);
        Row("Rate limited", totals.RateLimited);
        Row("Failed", totals.Failed);
        table.AddRow("Sent to clients", Quantity.Bytes(totals.BytesSent), "");
        table.AddRow("Received from clients", Quantity.Bytes(totals.BytesReceived), "");
        table.AddRow("First byte, median", Quantity.Time(report.Times.Percentile(0.5)), "");
        table.AddRow("First byte, 95th percentile", Quantity.Time(report.Times.Percentile(0.95)), "");
        terminal.Write(table);
    }
}
