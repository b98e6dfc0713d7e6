using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>Requests, data and times over time, in the time of the browser.</summary>
public sealed partial class TimeCharts
{
    private static readonly ChartSeries[] Requests = [new("Allowed", "allow"), new("Rate limited", "limit"), new("Blocked", "block")];
    private static readonly ChartSeries[] Bytes = [new("To clients", "sent"), new("From clients", "received")];
    private static readonly ChartSeries[] Times = [new("Median", "median"), new("95 % within", "slow")];

    private IReadOnlyList<ChartBar> _requests = [];
    private IReadOnlyList<ChartBar> _bytes = [];
    private IReadOnlyList<ChartBar> _times = [];

    /// <summary>What was read.</summary>
    [Parameter, EditorRequired] public DashboardData Data { get; set; } = default!;

    /// <summary>The question that the links carry on, but for the time.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    /// <summary>Whether nothing was ever seen.</summary>
    [Parameter] public bool IsNew { get; set; }

    /// <summary>Where clients reach the proxy, for who has made no request yet.</summary>
    [Parameter] public string ProxyAddress { get; set; } = "";

    [Inject] private BrowserClock Clock { get; set; } = default!;

    private string RequestsSummary =>
        $"{Amounts.Count(Data.Totals.Requests)} requests, {Amounts.Count(Data.Totals.Blocked)} blocked, {Amounts.Count(Data.Totals.RateLimited)} rate limited.";

    private string BytesSummary => $"{Amounts.Bytes(Data.Totals.BytesSent)} to clients, {Amounts.Bytes(Data.Totals.BytesReceived)} from them.";

    private string TimesSummary =>
        $"Half of all answers began within {Amounts.Duration(Data.FirstByteTimes.Percentile(0.5))}, 95 % within {Amounts.Duration(Data.FirstByteTimes.Percentile(0.95))}.";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _requests = Draw([.. Data.Series.Select(point => point.Start)], i => RequestsOf(Data.Series[i]));
        _bytes = Draw([.. Data.Series.Select(point => point.Start)], i => [Data.Series[i].BytesSent, Data.Series[i].BytesReceived]);
        _times = Draw([.. Data.FirstByteSeries.Select(point => point.Start)], i => TimesOf(Data.FirstByteSeries[i].Times));
    }

    private static string Octets(double value) => Amounts.Bytes((long)value);

    private static string Milliseconds(double value) => value == 0 ? "0" : Amounts.Duration(TimeSpan.FromMilliseconds(value));

    private static double?[] RequestsOf(TrafficPoint point) =>
        [Math.Max(0, point.Requests - point.Blocked - point.RateLimited), point.RateLimited, point.Blocked];

    private static double?[] TimesOf(TtfbHistogram times) =>
        [times.Percentile(0.5)?.TotalMilliseconds, times.Percentile(0.95)?.TotalMilliseconds];

    private ChartBar[] Draw(DateTimeOffset[] starts, Func<int, double?[]> values)
    {
        IReadOnlyList<string> names = TimeAxis.Names(starts, Data.Bar, Clock);
        return [.. starts.Select((start, i) => new ChartBar(start, names[i], TimeAxis.Title(start, Data.Bar, Clock), values(i), Href(start)))];
    }

    private string Href(DateTimeOffset start) => (Query with { Time = PickedTime.Between(start, start + Data.Bar) }).Href;
}
