using System.Collections;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Configuration;
using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting;

/// <summary>The program over all parts. Its executables only choose when to call it.</summary>
public static class OrleansProxyProgram
{
    /// <summary>Does what the command line asks for, and returns when that is done or a signal has stopped it.</summary>
    /// <param name="args">The command line without the program's name.</param>
    /// <returns>The exit code: 0 done or stopped as told, 1 could not run, 2 a setting or the command line cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var signals = new StopSignals(Environment.Exit);
        ProgramConsole console = ProgramConsole.OfProcess;
        ProgramParts parts = ProgramComposition.Local;
        var commandLine = new ProgramCommandLine(
            new ProgramActions
            {
                Run = (arguments, stopping) =>
                {
                    signals.Register();
                    return new ProxyRun(parts, console, Sources(arguments), TimeProvider.System).RunAsync(stopping);
                },
            },
            console);
        return await commandLine.InvokeAsync(args, signals.Stopping).ConfigureAwait(false);
    }

    private static SettingSources Sources(RunArguments arguments) => new(
        AppContext.BaseDirectory,
        Environment.CurrentDirectory,
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        arguments.Settings);
}
