using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Hosting.Reports;

/// <summary>The command <c>export</c>: every row of a scope as CSV or lines of JSON, to a file or to standard output.</summary>
/// <param name="console">Where rows and progress go.</param>
/// <param name="time">The clock, and the local time.</param>
internal sealed class ExportCommand(ProgramConsole console, TimeProvider time)
{
    private const int BrokenPipe = 32; // EPIPE, on every Unix

    /// <summary>Runs the command.</summary>
    /// <param name="path">The database.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="cancellationToken">Gives up, and leaves no half file.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="SettingException">What was typed cannot be used.</exception>
    public Task<int> RunAsync(string path, HistoryArguments arguments, CancellationToken cancellationToken)
    {
        ExportFormat format = Format(arguments.Format);
        TrafficScope scope = ScopeArguments.Read(arguments, time);
        return new HistoryReader(console).RunAsync(
            path, (history, cancellation) => ExportAsync(history, scope, format, arguments.Out, cancellation), cancellationToken);
    }

    private static ExportFormat Format(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "CSV" => ExportFormat.Csv,
        "JSONL" => ExportFormat.Jsonl,
        _ => throw new SettingException($"--format \"{SettingMessage.OneLine(text!)}\" is no format: csv or jsonl is allowed."),
    };

    private async Task<int> ExportAsync(
        ITrafficHistory history, TrafficScope scope, ExportFormat format, string? file, CancellationToken cancellationToken)
    {
        var filter = new TrafficFilter
        {
            Range = scope.Range == TimeRange.All ? null : scope.Range,
            Client = scope.Client,
            Domain = scope.Domain,
        };
        bool isShown = console.IsErrorTerminal && (file is not null || !console.IsTerminal);
        var progress = isShown ? new ProgressLine(console.Error, scope.Range, time) : null;
        try
        {
            if (file is not null)
            {
                long rows = await OwnerFile.WriteAsync(file, WriteAsync).ConfigureAwait(false);
                progress?.Clear();
                console.Error.WriteLine($"{Quantity.Count(rows)} rows written to {file}");
                return ExitCode.Success;
            }

            await using Stream output = console.OpenOutput();
            await WriteAsync(output).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (IOException fault) when (file is null && IsBrokenPipe(fault))
        {
            return ExitCode.PipeClosed;
        }
        finally
        {
            progress?.Clear();
        }

        Task<long> WriteAsync(Stream output) => TrafficExport.WriteAsync(
            output, history.ReadAsync(filter, cancellationToken), format, progress, cancellationToken);
    }

    private static bool IsBrokenPipe(IOException fault) => !OperatingSystem.IsWindows() && (fault.HResult & 0xffff) == BrokenPipe;
}
