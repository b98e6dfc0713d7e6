namespace OrleansProxy.Hosting.CommandLine;

/// <summary>The command line of <c>analytics</c>.</summary>
/// <param name="Settings">The settings it gives.</param>
/// <param name="ExportWithoutAsking">Whether <c>--yes</c> was given.</param>
/// <param name="Database">The file to read instead of History:Path, or null.</param>
internal sealed record AnalyticsArguments(
    IReadOnlyList<KeyValuePair<string, string>> Settings, bool ExportWithoutAsking, string? Database);
