using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Controls;

/// <summary>A chart over time with its title and the meaning of its colours.</summary>
public sealed partial class ChartPanel
{
    /// <summary>The title.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The bars, oldest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ChartBar> Bars { get; set; } = [];

    /// <summary>What each value of a bar is, the lowest of a stack first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>How it is drawn.</summary>
    [Parameter] public ChartKind Kind { get; set; } = ChartKind.Stacked;

    /// <summary>Writes a value with its unit.</summary>
    [Parameter] public Func<double, string> Unit { get; set; } = value => Amounts.Count((long)value);

    /// <summary>The chart in a sentence.</summary>
    [Parameter] public string Summary { get; set; } = "";

    /// <summary>The time zone of the axis; "" does not say it.</summary>
    [Parameter] public string Zone { get; set; } = "";

    /// <summary>Whether there is nothing to draw.</summary>
    [Parameter] public bool IsEmpty { get; set; }

    /// <summary>What stands there then.</summary>
    [Parameter] public string EmptyTitle { get; set; } = "Nothing in this range";

    /// <summary>What to do about it.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>The name by which tests find it.</summary>
    [Parameter] public string? TestId { get; set; }
}
