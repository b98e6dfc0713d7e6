namespace OrleansProxy.Hosting.CommandLine;

/// <summary>The command line of a run of the proxy.</summary>
/// <param name="Settings">The settings it gives, the port among them.</param>
/// <param name="LogTree">Whether the word <c>Log</c> was given, as to the older Python proxy.</param>
internal sealed record RunArguments(IReadOnlyList<KeyValuePair<string, string>> Settings, bool LogTree);
