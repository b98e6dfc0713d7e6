using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Log;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>What was answered: by class, and the most frequent statuses.</summary>
public sealed partial class StatusPanel
{
    private const int MostFrequent = 5;

    private IReadOnlyList<RankedItem> _classes = [];
    private IReadOnlyList<RankedItem> _codes = [];
    private long _all;

    /// <summary>Every status, the most frequent first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<StatusTotals> Statuses { get; set; } = [];

    /// <summary>The question that the links carry on.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _all = Statuses.Sum(status => status.Requests);
        _classes = [.. Statuses
            .GroupBy(status => StatusText.ClassOf(status.Status))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Item(group.Key, group.Sum(status => status.Requests), group.Key))];
        _codes = [.. Statuses.Take(MostFrequent).Select(status => Item(Name(status.Status), status.Requests, StatusText.Of(status.Status)))];
    }

    private static string Tone(string statusClass) => statusClass switch
    {
        "2xx" => "allow",
        "3xx" => "cache",
        "4xx" => "limit",
        "5xx" => "block",
        _ => "neutral",
    };

    private static string Name(int status) =>
        status == 0 ? "No status" : string.Create(CultureInfo.InvariantCulture, $"{status} {ReasonPhrases.GetReasonPhrase(status)}").Trim();

    private RankedItem Item(string name, long requests, string filter) => new(
        name, requests, Amounts.Count(requests), Amounts.Share(requests, _all), (Query with { Status = filter }).Href);

    private string Share(RankedItem item) => string.Create(CultureInfo.InvariantCulture, $"flex-grow:{item.Amount / Math.Max(1, _all):0.####}");
}
