namespace OrleansProxy.Portal.Controls;

/// <summary>One of several values to choose from.</summary>
/// <param name="Value">The value as it stands in an address.</param>
/// <param name="Label">The value in words.</param>
public sealed record Choice(string Value, string Label);
