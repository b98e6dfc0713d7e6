namespace OrleansProxy.Portal.Controls;

/// <summary>One stretch of a chart over time. Immutable.</summary>
/// <param name="Start">Its first instant, which tells bars apart, also on the night when an hour comes twice.</param>
/// <param name="Axis">What may stand beneath it, or "".</param>
/// <param name="Title">What names it in full.</param>
/// <param name="Values">Its values, one for each <see cref="ChartSeries"/>; null where there is none.</param>
/// <param name="Href">The requests behind it.</param>
public sealed record ChartBar(DateTimeOffset Start, string Axis, string Title, IReadOnlyList<double?> Values, string Href);
