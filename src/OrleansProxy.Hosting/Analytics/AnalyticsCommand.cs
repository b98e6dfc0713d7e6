using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Hosting.Analytics;

/// <summary>The command <c>analytics</c>: totals and top lists on the terminal, and an export when wanted. Works while the proxy runs.</summary>
/// <param name="console">Where the tables go and the question is asked.</param>
/// <param name="folder">The working folder, in which the export is made.</param>
internal sealed class AnalyticsCommand(ProgramConsole console, string folder)
{
    private const int Top = 10;

    /// <summary>Runs the command.</summary>
    /// <param name="path">The database.</param>
    /// <param name="exportWithoutAsking">Whether to export at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string path, bool exportWithoutAsking, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return Fail($"There is no history at {path} yet: it is made when the proxy first runs.");
        }

        try
        {
            await using SqliteStorage storage = await SqliteStorage.OpenReadOnlyAsync(path, cancellationToken).ConfigureAwait(false);
            AnalyticsReport report = await AnalyticsReport
                .ReadAsync(storage.History, TimeRange.All, Top, cancellationToken).ConfigureAwait(false);
            AnalyticsView.Show(console, report);
            if (exportWithoutAsking || (console.CanAsk && report.Totals.Requests > 0 && MayExport()))
            {
                await ExportAsync(storage.History, cancellationToken).ConfigureAwait(false);
            }

            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is StorageException or TrafficStoreException or IOException or UnauthorizedAccessException)
        {
            return Fail(exception.Message);
        }
    }

    /// <summary>Asks; anything but yes, the end of the input included, is no.</summary>
    private bool MayExport()
    {
        console.Out.Write($"Export every request to {AnalyticsExport.Path}? [y/N] ");
        console.Out.Flush();
        return console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private async Task ExportAsync(ITrafficHistory history, CancellationToken cancellationToken)
    {
        long rows = await AnalyticsExport.WriteAsync(folder, history, cancellationToken).ConfigureAwait(false);
        console.Out.WriteLine($"{rows:N0} rows written to {AnalyticsExport.Path}");
    }

    private int Fail(string message)
    {
        console.Error.WriteLine(SettingMessage.OneLine(message));
        return ExitCode.Failure;
    }
}
