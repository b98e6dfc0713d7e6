namespace OrleansProxy.Hosting.CommandLine;

/// <summary>What the commands that read the history have in common on their command lines, as typed; null for what was not given.</summary>
/// <param name="Settings">The settings it gives.</param>
/// <param name="Database">The file to read instead of History:Path.</param>
/// <param name="From">The beginning of the range.</param>
/// <param name="To">Its end.</param>
/// <param name="Client">The client's address.</param>
/// <param name="Domain">The domain.</param>
internal sealed record HistoryArguments(
    IReadOnlyList<KeyValuePair<string, string>> Settings, string? Database, string? From, string? To, string? Client, string? Domain)
{
    /// <summary>Where to write to; null for the command's own choice.</summary>
    public string? Out { get; init; }

    /// <summary>What an export is written as; null where none was given.</summary>
    public string? Format { get; init; }
}
