using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>When the busiest clients were active; of a client that is picked, beside all others.</summary>
public sealed partial class ActivityPanel
{
    private IReadOnlyList<ActivityLine> _lines = [];

    /// <summary>What was read.</summary>
    [Parameter, EditorRequired] public DashboardData Data { get; set; } = default!;

    /// <summary>The question that the links carry on.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    private string BarWords => Data.Bar.TotalHours < 1 ? $"{Data.Bar.TotalMinutes:0} min"
        : Data.Bar.TotalDays < 1 ? $"{Data.Bar.TotalHours:0} h"
        : $"{Data.Bar.TotalDays:0} d";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _lines = [.. Data.Activity.Select(series => Line(
            series.Client.ToString(), [.. series.Points.Select(point => (double)point.Requests)], Query with { Client = series.Client.ToString() }))];
        if (Data.EverybodysSeries.Count > 0 && Data.EverybodysSeries.Count == Data.Series.Count)
        {
            double[] others = [.. Data.EverybodysSeries.Zip(Data.Series, (all, own) => (double)Math.Max(0, all.Requests - own.Requests))];
            _lines = [.. _lines, Line("All others", others, Query with { Client = "" }, isOther: true)];
        }
    }

    private static ActivityLine Line(string name, double[] requests, LogQuery query, bool isOther = false)
    {
        double peak = requests.DefaultIfEmpty().Max();
        return new(
            name,
            ChartPath.OfBars(requests, Math.Max(1, peak)),
            Amounts.Count((long)peak),
            $"{Amounts.Count((long)requests.Sum(), "request")}, at most {Amounts.Count((long)peak)} in a bar.",
            query.Href,
            isOther);
    }
}
