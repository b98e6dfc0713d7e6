namespace OrleansProxy.Hosting.CommandLine;

/// <summary>The command line of a run of the proxy.</summary>
/// <param name="Settings">The settings it gives, the port and the word <c>Log</c> among them.</param>
internal sealed record RunArguments(IReadOnlyList<KeyValuePair<string, string>> Settings);
