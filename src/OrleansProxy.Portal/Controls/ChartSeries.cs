namespace OrleansProxy.Portal.Controls;

/// <summary>What one colour of a chart stands for.</summary>
/// <param name="Label">In words.</param>
/// <param name="Tone">The colour's meaning.</param>
public sealed record ChartSeries(string Label, string Tone);
