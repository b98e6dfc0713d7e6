namespace OrleansProxy.Portal.Controls;

/// <summary>One stacked bar of a chart over time. Immutable; the parts are doubles because the chart reckons in them.</summary>
/// <param name="Start">The first instant of the bar.</param>
/// <param name="Axis">What may stand beneath it.</param>
/// <param name="Title">What names it in full.</param>
/// <param name="Allowed">Requests that passed, drawn at the bottom.</param>
/// <param name="Limited">Requests over the limit.</param>
/// <param name="Blocked">Requests refused by a rule.</param>
public sealed record ChartBar(DateTimeOffset Start, string Axis, string Title, double Allowed, double Limited, double Blocked)
{
    /// <summary>Tells bars apart, also on the night when an hour comes twice.</summary>
    public string Key { get; } = Start.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
