using System.Text;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;
using OrleansProxy.Traffic.Reports.Page;

namespace OrleansProxy.Hosting.Reports;

/// <summary>The command <c>report</c>: one page of HTML with charts and lists.</summary>
/// <param name="console">Where the page's name is said.</param>
/// <param name="time">The clock, and the local time.</param>
internal sealed class ReportCommand(ProgramConsole console, TimeProvider time)
{
    private const string DefaultFile = "report.html";
    private const int Top = 10;

    /// <summary>Runs the command.</summary>
    /// <param name="path">The database.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="cancellationToken">Gives up, and leaves no half file.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="SettingException">What was typed cannot be used.</exception>
    public Task<int> RunAsync(string path, HistoryArguments arguments, CancellationToken cancellationToken)
    {
        TrafficScope scope = ScopeArguments.Read(arguments, time);
        return new HistoryReader(console).RunAsync(
            path, (history, cancellation) => WriteAsync(history, scope, arguments.Out ?? DefaultFile, cancellation), cancellationToken);
    }

    private async Task<int> WriteAsync(ITrafficHistory history, TrafficScope scope, string file, CancellationToken cancellationToken)
    {
        TrafficReport report = await TrafficReport.ReadAsync(history, scope, Top, time, cancellationToken).ConfigureAwait(false);
        TrafficTimeline timeline = report.Totals.Requests == 0
            ? new TrafficTimeline(BarLength.For(report.Scope), [])
            : await TrafficTimeline.ReadAsync(history, report.Scope, report.Zone, cancellationToken).ConfigureAwait(false);
        byte[] page = Encoding.UTF8.GetBytes(ReportPage.Make(report, timeline, time.GetUtcNow()));
        await OwnerFile.WriteAsync(
            file,
            async output =>
            {
                await output.WriteAsync(page, cancellationToken).ConfigureAwait(false);
                return page.Length;
            }).ConfigureAwait(false);
        console.Out.WriteLine(report.Totals.Requests == 0
            ? $"Report written to {file}; no request was recorded in its range."
            : $"Report of {Quantity.Count(report.Totals.Requests)} requests written to {file}");
        return ExitCode.Success;
    }
}
