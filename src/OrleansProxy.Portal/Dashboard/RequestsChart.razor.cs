using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>Requests over time, in the time of the browser.</summary>
public sealed partial class RequestsChart
{
    private IReadOnlyList<ChartBar> _bars = [];

    /// <summary>The bars, oldest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<TrafficPoint> Points { get; set; } = [];

    /// <summary>The sums of the same range.</summary>
    [Parameter, EditorRequired] public TrafficTotals Totals { get; set; } = default!;

    /// <summary>The length of a bar.</summary>
    [Parameter, EditorRequired] public TimeSpan Bar { get; set; }

    /// <summary>The client that the links carry on.</summary>
    [Parameter] public string Client { get; set; } = "";

    /// <summary>Where clients reach the proxy, for who has made no request yet.</summary>
    [Parameter] public string ProxyAddress { get; set; } = "";

    [Inject] private BrowserClock Clock { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string Summary =>
        $"{Amounts.Count(Totals.Requests)} requests, {Amounts.Count(Totals.Blocked)} blocked, {Amounts.Count(Totals.RateLimited)} rate limited.";

    /// <inheritdoc />
    protected override void OnParametersSet() => _bars = [.. Points.Select(ToBar)];

    private ChartBar ToBar(TrafficPoint point)
    {
        DateTimeOffset start = Clock.ToLocal(point.Start);
        DateTimeOffset end = Clock.ToLocal(point.Start + Bar);
        string title = string.Create(CultureInfo.InvariantCulture, $"{start:ddd d MMM}, {start:HH:mm} – {end:HH:mm}");
        long allowed = Math.Max(0, point.Requests - point.Blocked - point.RateLimited);
        return new(point.Start, AxisText(start), title, allowed, point.RateLimited, point.Blocked);
    }

    /// <summary>Names few enough bars that the names fit side by side on a phone.</summary>
    private string AxisText(DateTimeOffset start)
    {
        bool named = Bar.TotalMinutes switch
        {
            < 10 => start.Minute % 10 == 0,
            < 60 => start.Hour % 4 == 0 && start.Minute < Bar.TotalMinutes,
            < 600 => start.Hour < Bar.TotalHours,
            _ => start.Hour < Bar.TotalHours && DateOnly.FromDateTime(start.DateTime).DayNumber % 5 == 0,
        };
        return named ? start.ToString(Bar.TotalHours < 1 ? "HH:mm" : "d MMM", CultureInfo.InvariantCulture) : "";
    }

    private void Open(ChartBar bar) =>
        Navigation.NavigateTo(new LogQuery { From = bar.Start, To = bar.Start + Bar, Client = Client }.Href);
}
