namespace OrleansProxy.Portal.Controls;

/// <summary>One line of a ranking.</summary>
/// <param name="Name">Who or what.</param>
/// <param name="Amount">What it is ranked by.</param>
/// <param name="Note">A second figure, or "".</param>
/// <param name="Href">The requests behind it.</param>
public sealed record RankedItem(string Name, long Amount, string Note, string Href);
