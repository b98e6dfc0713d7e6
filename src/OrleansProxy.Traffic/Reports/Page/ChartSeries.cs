namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>One row of values in a chart over time. Immutable.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Style">The class that gives it its colour.</param>
/// <param name="Values">A value a bar; null for none.</param>
internal sealed record ChartSeries(string Name, string Style, IReadOnlyList<double?> Values);
