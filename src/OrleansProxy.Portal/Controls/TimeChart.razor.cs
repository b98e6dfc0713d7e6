using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Controls;

/// <summary>Figures over time, drawn with style sheets alone; each bar leads to the requests behind it.</summary>
public sealed partial class TimeChart
{
    private ValueScale _scale = ValueScale.Of(0);

    /// <summary>The bars, oldest first, of equal length.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ChartBar> Bars { get; set; } = [];

    /// <summary>What each value of a bar is, the lowest of a stack first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>How it is drawn.</summary>
    [Parameter] public ChartKind Kind { get; set; } = ChartKind.Stacked;

    /// <summary>Writes a value with its unit.</summary>
    [Parameter] public Func<double, string> Unit { get; set; } = value => Amounts.Count((long)value);

    /// <summary>The chart in a sentence, for those who do not see it.</summary>
    [Parameter] public string Summary { get; set; } = "";

    /// <inheritdoc />
    protected override void OnParametersSet() => _scale = ValueScale.Of(Bars.Select(Reach).DefaultIfEmpty().Max());

    private double Reach(ChartBar bar) =>
        Kind == ChartKind.Stacked ? bar.Values.Sum(value => value ?? 0) : bar.Values.Max(value => value ?? 0);

    /// <summary>Whether no line leads to a value: it is then drawn as a point.</summary>
    private bool IsAlone(int bar, int series) =>
        (bar == 0 || Bars[bar - 1].Values[series] is null) && (bar == Bars.Count - 1 || Bars[bar + 1].Values[series] is null);

    private string Bottom(double value) => Percent("bottom", 100 * value / _scale.Max);

    private string Height(double value) => Percent("height", 100 * value / _scale.Max);

    private string Left(int bar) => Percent("left", 100 * (bar + 0.5) / Bars.Count);

    /// <summary>Towards the middle of the chart, so that it never hangs over its edge.</summary>
    private string TipClass(int bar) => bar < Bars.Count / 2 ? "tip" : "tip to-left";

    private static string Percent(string property, double value) => string.Create(CultureInfo.InvariantCulture, $"{property}:{value:0.##}%");
}
