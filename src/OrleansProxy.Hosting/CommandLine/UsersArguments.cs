namespace OrleansProxy.Hosting.CommandLine;

/// <summary>The command line of <c>users</c>.</summary>
/// <param name="Settings">The settings it gives.</param>
/// <param name="Verb">What to do.</param>
/// <param name="Name">The user; "" for the list.</param>
/// <param name="Database">The file to change instead of History:Path, or null.</param>
internal sealed record UsersArguments(
    IReadOnlyList<KeyValuePair<string, string>> Settings, UsersVerb Verb, string Name, string? Database);
