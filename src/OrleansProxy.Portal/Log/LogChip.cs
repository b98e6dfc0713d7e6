namespace OrleansProxy.Portal.Log;

/// <summary>One filter of the log that can be taken away.</summary>
/// <param name="Name">What it narrows.</param>
/// <param name="Value">To what.</param>
/// <param name="Without">The same question without it.</param>
public sealed record LogChip(string Name, string Value, LogQuery Without);
