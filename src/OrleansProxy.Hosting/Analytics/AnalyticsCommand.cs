using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;
using Spectre.Console;

namespace OrleansProxy.Hosting.Analytics;

/// <summary>The command <c>analytics</c>: totals and top lists on the terminal, and an export when wanted. Works while the proxy runs.</summary>
/// <param name="terminal">Where the tables go and the question is asked.</param>
/// <param name="mayAsk">Whether somebody is there to answer.</param>
internal sealed class AnalyticsCommand(IAnsiConsole terminal, bool mayAsk)
{
    /// <summary>Where the export goes, relative to the working folder.</summary>
    public const string ExportPath = "Logs/Database/traffic_export.csv";

    private const int Top = 10;

    /// <summary>Runs the command.</summary>
    /// <param name="path">The database.</param>
    /// <param name="exportWithoutAsking">Whether to export at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> RunAsync(string path, bool exportWithoutAsking, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            terminal.WriteLine($"There is no history at {SettingMessage.OneLine(path)} yet: it is made when the proxy first runs.");
            return ExitCode.Failure;
        }

        try
        {
            await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(path, cancellationToken).ConfigureAwait(false);
            AnalyticsReport report = await AnalyticsReport
                .ReadAsync(storage.History, TimeRange.All, Top, cancellationToken).ConfigureAwait(false);
            AnalyticsView.Show(terminal, report);
            if (exportWithoutAsking || (mayAsk && terminal.Confirm($"Export every request to {ExportPath}?", defaultValue: false)))
            {
                await ExportAsync(storage.History, cancellationToken).ConfigureAwait(false);
            }

            return ExitCode.Success;
        }
        catch (StorageException exception)
        {
            terminal.WriteLine(SettingMessage.OneLine(exception.Message));
            return ExitCode.Failure;
        }
    }

    private async Task ExportAsync(ITrafficHistory history, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(ExportPath))!);
        await using var file = new StreamWriter(ExportPath, append: false);
        long rows = await CsvExport
            .WriteAsync(file, history.ReadAsync(new TrafficFilter(), cancellationToken), cancellationToken).ConfigureAwait(false);
        terminal.WriteLine($"{rows:N0} rows written to {ExportPath}");
    }
}
