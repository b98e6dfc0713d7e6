using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Text;
using Radzen;

namespace OrleansProxy.Portal.Controls;

/// <summary>Requests over time as stacked bars. A bar can be opened.</summary>
public sealed partial class TimeChart
{
    private Dictionary<string, string> _labels = [];
    private ValueScale _scale = ValueScale.Of(0);

    /// <summary>The bars, oldest first, of equal length.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<ChartBar> Bars { get; set; } = [];

    /// <summary>The chart in a sentence, for those who do not see it.</summary>
    [Parameter] public string Summary { get; set; } = "";

    /// <summary>Raised when a bar is clicked.</summary>
    [Parameter] public EventCallback<ChartBar> BarOpened { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _labels = Bars.ToDictionary(bar => bar.Key, bar => bar.Axis);
        _scale = ValueScale.Of(Bars.Count == 0 ? 0 : Bars.Max(bar => bar.Allowed + bar.Limited + bar.Blocked));
    }

    private string AxisLabel(object value) => value is string key ? _labels.GetValueOrDefault(key, "") : "";

    private static string Amount(object value) =>
        value is double amount && amount == Math.Floor(amount) ? Amounts.Count((long)amount) : "";

    private Task ClickAsync(SeriesClickEventArgs click) =>
        click.Data is ChartBar bar ? BarOpened.InvokeAsync(bar) : Task.CompletedTask;
}
