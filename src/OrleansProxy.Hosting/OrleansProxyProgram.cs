using System.Collections;
using Microsoft.Extensions.Hosting;
using OrleansProxy.Administration.Accounts;
using OrleansProxy.Hosting.Analytics;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Reports;
using OrleansProxy.Hosting.Running;
using OrleansProxy.Hosting.Users;

namespace OrleansProxy.Hosting;

/// <summary>The program over all parts. Its executables only choose when to call it.</summary>
public static class OrleansProxyProgram
{
    /// <summary>Does what the command line asks for, and returns when that is done or a signal has stopped it.</summary>
    /// <param name="args">The command line without the program's name.</param>
    /// <param name="replaceParts">Puts other parts in the place of those of one process, once these are in the container.</param>
    /// <returns>The exit code: 0 done or stopped as told, 1 could not run, 2 a setting or the command line cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IHostApplicationBuilder>? replaceParts = null)
    {
        SocketCompletions.RunInline();
        using var signals = new StopSignals(Environment.Exit);
        ProgramConsole console = ProgramConsole.OfProcess;
        var commandLine = new ProgramCommandLine(
            new ProgramActions
            {
                Run = (arguments, stopping) => RunAsync(ProgramComposition.Proxy(replaceParts), arguments.Settings, signals, console, stopping),
                Demo = (arguments, stopping) => RunAsync(ProgramComposition.Demo, arguments.Settings, signals, console, stopping),
                Analytics = (arguments, stopping) => ShowAnalyticsAsync(arguments, console, stopping),
                Stats = (arguments, stopping) => new StatsCommand(console, TimeProvider.System).RunAsync(Database(arguments), arguments, stopping),
                Export = (arguments, stopping) =>
                {
                    signals.Register();
                    return new ExportCommand(console, TimeProvider.System).RunAsync(Database(arguments), arguments, stopping);
                },
                Report = (arguments, stopping) =>
                {
                    signals.Register();
                    return new ReportCommand(console, TimeProvider.System).RunAsync(Database(arguments), arguments, stopping);
                },
                Users = (arguments, stopping) => ChangeUsersAsync(arguments, console, stopping),
            },
            console);
        return await commandLine.InvokeAsync(args, signals.Stopping).ConfigureAwait(false);
    }

    private static Task<int> RunAsync(
        ProgramParts parts,
        IReadOnlyList<KeyValuePair<string, string>> settings,
        StopSignals signals,
        ProgramConsole console,
        CancellationToken stopping)
    {
        signals.Register();
        return new ProxyRun(parts, console, Sources(settings), TimeProvider.System).RunAsync(stopping);
    }

    private static Task<int> ShowAnalyticsAsync(AnalyticsArguments arguments, ProgramConsole console, CancellationToken stopping)
    {
        string path = arguments.Database ?? SettingsReader.Read(Sources(arguments.Settings).Load()).History.Path;
        return new AnalyticsCommand(console, Environment.CurrentDirectory).RunAsync(path, arguments.ExportWithoutAsking, stopping);
    }

    private static Task<int> ChangeUsersAsync(UsersArguments arguments, ProgramConsole console, CancellationToken stopping)
    {
        string path = arguments.Database ?? SettingsReader.Read(Sources(arguments.Settings).Load()).History.Path;
        return new UsersCommand(console, new PasswordHasher(), TimeProvider.System).RunAsync(arguments, path, stopping);
    }

    private static string Database(HistoryArguments arguments) =>
        arguments.Database ?? SettingsReader.Read(Sources(arguments.Settings).Load()).History.Path;

    private static SettingSources Sources(IReadOnlyList<KeyValuePair<string, string>> settings) => new(
        AppContext.BaseDirectory,
        Environment.CurrentDirectory,
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        settings);
}
