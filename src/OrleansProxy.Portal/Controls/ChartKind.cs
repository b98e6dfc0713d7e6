namespace OrleansProxy.Portal.Controls;

/// <summary>How a chart over time is drawn.</summary>
public enum ChartKind
{
    /// <summary>Bars, the series stacked on each other: for what adds up.</summary>
    Stacked,

    /// <summary>A line for each series: for what does not.</summary>
    Lines,
}
