namespace OrleansProxy.Hosting.CommandLine;

/// <summary>What the commands do; each returns an <see cref="ExitCode"/>.</summary>
internal sealed record ProgramActions
{
    /// <summary>Runs the proxy until it is told to stop.</summary>
    public required Func<RunArguments, CancellationToken, Task<int>> Run { get; init; }

    /// <summary>Shows the history on the terminal; the command exists only where this does.</summary>
    public Func<AnalyticsArguments, CancellationToken, Task<int>>? Analytics { get; init; }

    /// <summary>Shows tables and bars on the terminal; the command exists only where this does.</summary>
    public Func<HistoryArguments, CancellationToken, Task<int>>? Stats { get; init; }

    /// <summary>Writes rows for other programs; the command exists only where this does.</summary>
    public Func<HistoryArguments, CancellationToken, Task<int>>? Export { get; init; }

    /// <summary>Writes a page with charts; the command exists only where this does.</summary>
    public Func<HistoryArguments, CancellationToken, Task<int>>? Report { get; init; }

    /// <summary>Changes and lists the users of the proxy; the command exists only where this does.</summary>
    public Func<UsersArguments, CancellationToken, Task<int>>? Users { get; init; }

    /// <summary>Serves the portal over synthetic traffic; the command exists only where this does.</summary>
    public Func<RunArguments, CancellationToken, Task<int>>? Demo { get; init; }
}
