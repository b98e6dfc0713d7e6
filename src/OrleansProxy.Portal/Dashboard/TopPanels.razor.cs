using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>The rankings of the dashboard.</summary>
public sealed partial class TopPanels
{
    /// <summary>What was read.</summary>
    [Parameter, EditorRequired] public DashboardData Data { get; set; } = default!;

    /// <summary>The range that the links carry on.</summary>
    [Parameter] public string Range { get; set; } = "";

    /// <summary>The client that the links carry on.</summary>
    [Parameter] public string Client { get; set; } = "";

    private LogQuery Query => new() { Range = Range, Client = Client };

    private List<RankedItem> Domains => [.. Data.TopDomains.Select(domain => new RankedItem(
        domain.Host, domain.Requests, Amounts.Bytes(domain.BytesSent), (Query with { Site = domain.Host }).Href))];

    private List<RankedItem> Blocked => [.. Data.TopBlocked.Select(domain => new RankedItem(
        domain.Host, domain.Blocked, Amounts.Share(domain.Blocked, Data.Totals.Blocked),
        (Query with { Site = domain.Host, Result = "blocked" }).Href))];

    private List<RankedItem> Clients => [.. Data.TopClients.Select(client => new RankedItem(
        client.Client.ToString(), client.Requests, $"{Amounts.Count(client.Blocked)} blocked",
        (Query with { Client = client.Client.ToString() }).Href))];
}
