namespace OrleansProxy.Policy.Rules.Lists;

/// <summary>How it stands with one list, for people. Immutable.</summary>
/// <param name="Name">The file's name without its folder.</param>
/// <param name="Entries">Different entries in force.</param>
/// <param name="Skipped">Entries that were not understood, or are of no use here.</param>
/// <param name="ReadAt">When what is in force was read, UTC; null when nothing is.</param>
/// <param name="Fault">Why the file as it is now is not in force, as a sentence; "" when it is.</param>
public sealed record ListStatus(string Name, int Entries, int Skipped, DateTimeOffset? ReadAt, string Fault);
