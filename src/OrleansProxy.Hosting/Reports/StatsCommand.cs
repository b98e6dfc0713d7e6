using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Hosting.Reports;

/// <summary>The command <c>stats</c>: tables and bars on the terminal.</summary>
/// <param name="console">Where they go.</param>
/// <param name="time">The clock, and the local time.</param>
internal sealed class StatsCommand(ProgramConsole console, TimeProvider time)
{
    private const int Top = 10;

    /// <summary>Runs the command.</summary>
    /// <param name="path">The database.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="SettingException">What was typed cannot be used.</exception>
    public Task<int> RunAsync(string path, HistoryArguments arguments, CancellationToken cancellationToken)
    {
        TrafficScope scope = ScopeArguments.Read(arguments, time);
        return new HistoryReader(console).RunAsync(
            path,
            async (history, cancellation) =>
            {
                StatsView.Show(console, await TrafficReport.ReadAsync(history, scope, Top, time, cancellation).ConfigureAwait(false));
                return ExitCode.Success;
            },
            cancellationToken);
    }
}
