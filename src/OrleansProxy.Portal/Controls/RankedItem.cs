namespace OrleansProxy.Portal.Controls;

/// <summary>One line of a ranking.</summary>
/// <param name="Name">Who or what.</param>
/// <param name="Amount">What it is ranked by.</param>
/// <param name="Text">The same as it is shown.</param>
/// <param name="Note">A second figure, or "".</param>
/// <param name="Href">The requests behind it.</param>
/// <param name="IsPicked">Whether it is the one that the page is narrowed to.</param>
public sealed record RankedItem(string Name, double Amount, string Text, string Note, string Href, bool IsPicked = false);
