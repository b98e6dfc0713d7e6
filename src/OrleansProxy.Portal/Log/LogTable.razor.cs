using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>The lines of the log. A click anywhere on one, or Enter on its host, opens the decision.</summary>
public sealed partial class LogTable
{
    /// <summary>The lines, newest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<LogRow> Rows { get; set; } = [];

    /// <summary>What is asked for.</summary>
    [Parameter] public LogQuery Query { get; set; } = new();

    /// <summary>The filters that keep everything out, where nothing is shown.</summary>
    [Parameter] public IReadOnlyList<LogChip> Culprits { get; set; } = [];

    /// <summary>Whether this is an older page.</summary>
    [Parameter] public bool IsPast { get; set; }

    [Inject] private BrowserClock Clock { get; set; } = default!;

    [Inject] private SidePanel Panel { get; set; } = default!;

    private static string HostText(TrafficRecord record) => VisibleText.Of(Authority(record));

    private static string Authority(TrafficRecord record) => record.Host.Length == 0 ? "(no target)" : record.Port switch
    {
        0 or 80 => record.Host,
        443 when record.Scheme == "connect" => record.Host,
        _ => record.Host.Contains(':', StringComparison.Ordinal) ? $"[{record.Host}]:{record.Port}" : $"{record.Host}:{record.Port}",
    };

    private static string Address(TrafficRecord record) => HostText(record) + VisibleText.Of(record.PathAndQuery);

    private Task OpenAsync(LogRow row) =>
        Panel.OpenAsync<DecisionPanel>("Why this answer", new() { [nameof(DecisionPanel.Record)] = row.Record });
}
