using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Controls;
using OrleansProxy.Portal.Rules;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Log;

/// <summary>The filters above the log, and those that are set, each to be taken away.</summary>
public sealed partial class LogFilters : IDisposable
{
    private const string Custom = "custom";

    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(250);
    private static readonly string[] KnownMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT"];

    private static readonly Choice[] Times = [new("", "All time"), .. RangeChoice.Choices, new(Custom, "From – to…")];

    private CancellationTokenSource _typing = new();
    private IReadOnlyList<LogChip> _chips = [];
    private LogQuery? _shown;
    private bool _more;
    private bool _custom;

    /// <summary>What is asked for now.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    /// <summary>Raised with what is asked for next.</summary>
    [Parameter] public EventCallback<LogQuery> QueryChanged { get; set; }

    /// <summary>Addresses of clients to propose.</summary>
    [Parameter] public IReadOnlyList<string> Clients { get; set; } = [];

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Inject] private BrowserClock Clock { get; set; } = default!;

    private Choice[] Methods =>
    [
        new("", "All methods"),
        .. KnownMethods.Append(Query.Method).Where(method => method.Length > 0).Distinct().Select(method => new Choice(method, method)),
    ];

    private string TimeValue => _custom ? Custom : Query.Time.Range;

    /// <inheritdoc />
    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Query != _shown)
        {
            _shown = Query;
            _chips = LogChips.Of(Query, Clock);
            _custom = Query.Time.IsCustom;
        }
    }

    private static string Text(ChangeEventArgs change) => (change.Value as string ?? "").Trim();

    private static string Invalid(LogQuery query) => query.Faults.Count > 0 ? "true" : "false";

    /// <summary>Of an address that is pasted only the host is asked for.</summary>
    private static string HostOf(string text) =>
        text.Contains('/', StringComparison.Ordinal) && TargetHost.TryRead(text, out string host, out _) ? host : text;

    private Task SetAsync(LogQuery query) => QueryChanged.InvokeAsync(query);

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
            await SetAsync(Query with { Site = "", Host = HostOf(Text(change)) });
        }
    }

    private async Task PickTimeAsync(string value)
    {
        _custom = value == Custom;
        if (!_custom)
        {
            await SetAsync(Query with { Time = PickedTime.UpToNow(value) });
        }
    }

    private Task PickStretchAsync(PickedTime time) => SetAsync(Query with { Time = time });
}
