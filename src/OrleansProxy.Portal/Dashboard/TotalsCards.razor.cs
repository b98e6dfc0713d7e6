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

    /// <summary>What is open now.</summary>
    [Parameter, EditorRequired] public CountersSnapshot Counters { get; set; } = default!;

    /// <summary>What the cache holds now; null where there is none.</summary>
    [Parameter] public CacheFigures? Kept { get; set; }

    /// <summary>The range that the links carry on.</summary>
    [Parameter] public string Range { get; set; } = "";

    /// <summary>The client that the links carry on.</summary>
    [Parameter] public string Client { get; set; } = "";

    private string CacheNote => $"{Amounts.Share(Totals.CacheHits, Totals.CacheAsked)} of cacheable"
        + (Kept is null ? "" : $" · {Amounts.Bytes(Kept.Bytes)} kept");

    private string Tunnels => $"{Amounts.Count(Totals.Tunnels)} tunnels";

    private string Link(string result) => new LogQuery { Range = Range, Client = Client, Result = result }.Href;
}
