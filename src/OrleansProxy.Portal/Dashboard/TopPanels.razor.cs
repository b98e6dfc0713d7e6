using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>The rankings of the dashboard, each line a link to its requests.</summary>
public sealed partial class TopPanels
{
    /// <summary>What was read.</summary>
    [Parameter, EditorRequired] public DashboardData Data { get; set; } = default!;

    /// <summary>The question that the links carry on.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    private List<RankedItem> Domains => [.. Data.TopDomains.Select(domain => new RankedItem(
        domain.Host, domain.Requests, Amounts.Count(domain.Requests), Amounts.Bytes(domain.BytesSent + domain.BytesReceived),
        (Query with { Site = domain.Host }).Href))];

    private List<RankedItem> Blocked => [.. Data.TopBlocked.Select(domain => new RankedItem(
        domain.Host, domain.Blocked, Amounts.Count(domain.Blocked), Amounts.Share(domain.Blocked, Data.Totals.Blocked),
        (Query with { Site = domain.Host, Result = "blocked" }).Href))];

    private List<RankedItem> Slowest => [.. Data.Slowest.Select(domain => new RankedItem(
        domain.Host, domain.Times.Percentile(0.5)?.TotalMilliseconds ?? 0, Amounts.Duration(domain.Times.Percentile(0.5)),
        Amounts.Duration(domain.Times.Percentile(0.95)), (Query with { Site = domain.Host }).Href))];

    /// <summary>With a client picked it is marked among the others, by its share of all requests.</summary>
    private List<RankedItem> Clients => [.. Data.TopClients.Select(client => new RankedItem(
        client.Client.ToString(), client.Requests, Amounts.Count(client.Requests), ClientNote(client),
        (Query with { Client = client.Client.ToString() }).Href, client.Client.Equals(Data.Client)))];

    private string ClientNote(ClientTotals client) => Data.Client is null
        ? Amounts.Count(client.Blocked)
        : Amounts.Share(client.Requests, Data.EverybodysTotals.Requests);
}
