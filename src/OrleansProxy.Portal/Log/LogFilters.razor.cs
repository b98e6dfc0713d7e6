using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Log;

/// <summary>The filters above the log.</summary>
public sealed partial class LogFilters : IDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);
    private static readonly Choice[] Methods =
        [new("", "All methods"), .. new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT" }.Select(name => new Choice(name, name))];

    private CancellationTokenSource _typing = new();

    /// <summary>What is asked for now.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    /// <summary>Raised with what is asked for next.</summary>
    [Parameter] public EventCallback<LogQuery> QueryChanged { get; set; }

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;

    private Choice[] Ranges =>
    [
        new("", "All time"),
        .. RangeChoice.Choices,
        .. Query.IsPast ? new[] { new Choice("past", $"{Clock.Short(Query.From!.Value)} – {Clock.Short(Query.To!.Value)}") } : [],
    ];

    /// <inheritdoc />
    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    /// <summary>Asks once the typing pauses, not at each letter.</summary>
    private async Task TypeHostAsync(ChangeEventArgs change)
    {
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        CancellationToken token = _typing.Token;
        await Task.Delay(TypingPause, Time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!token.IsCancellationRequested)
        {
            await QueryChanged.InvokeAsync(Query with { Host = (change.Value as string ?? "").Trim() });
        }
    }

    private Task TypeClientAsync(ChangeEventArgs change) =>
        QueryChanged.InvokeAsync(Query with { Client = (change.Value as string ?? "").Trim() });

    private Task PickRangeAsync(string range) => range == "past"
        ? Task.CompletedTask
        : QueryChanged.InvokeAsync(Query with { Range = range, From = null, To = null });
}
