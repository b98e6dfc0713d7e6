using Microsoft.AspNetCore.Components;
using OrleansProxy.Caching;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>The figures at the top of the dashboard, each a link to its requests.</summary>
public sealed partial class TotalsCards
{
    /// <summary>The sums of the range.</summary>
    [Parameter, EditorRequired] public TrafficTotals Totals { get; set; } = default!;

    /// <summary>The times to first byte of the range.</summary>
    [Parameter, EditorRequired] public TtfbHistogram Times { get; set; } = default!;

    /// <summary>What is open now.</summary>
    [Parameter, EditorRequired] public CountersSnapshot Counters { get; set; } = default!;

    /// <summary>What the cache holds now; null where there is none.</summary>
    [Parameter] public CacheFigures? Kept { get; set; }

    /// <summary>The question that the links carry on.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    private string CacheNote => $"{Amounts.Share(Totals.CacheHits, Totals.CacheAsked)} of cacheable"
        + (Kept is null ? "" : $" · {Amounts.Bytes(Kept.Bytes)} kept");

    private string Link(string result) => (Query with { Result = result }).Href;
}
