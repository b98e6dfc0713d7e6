using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Portal.Shell;
using OrleansProxy.Portal.Text;

namespace OrleansProxy.Portal.Controls;

/// <summary>Takes the start and the end of a stretch of time, in the time of the browser.</summary>
public sealed partial class TimeFields
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";

    private PickedTime? _shown;
    private string _from = "";
    private string _to = "";
    private string _fault = "";

    /// <summary>What is picked now.</summary>
    [Parameter, EditorRequired] public PickedTime Value { get; set; } = PickedTime.All;

    /// <summary>Raised with a stretch that has no fault.</summary>
    [Parameter] public EventCallback<PickedTime> ValueChanged { get; set; }

    /// <summary>Whether a start must be given.</summary>
    [Parameter] public bool NeedsStart { get; set; }

    /// <summary>The name by which tests find it, and the start of the names of its fields.</summary>
    [Parameter] public string TestId { get; set; } = "time";

    [Inject] private BrowserClock Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Value != _shown)
        {
            _shown = Value;
            _fault = "";
            (_from, _to) = Value.At(Clock.Now) is not { } stretch ? ("", "")
                : (Value.IsCustom && Value.From is null ? "" : Text(stretch.From), Value.IsCustom && Value.To is null ? "" : Text(stretch.To));
        }
    }

    private static string Typed(ChangeEventArgs change) => change.Value as string ?? "";

    private async Task ApplyAsync()
    {
        DateTimeOffset? from = Read(_from), to = Read(_to);
        bool isRead = (from is not null || _from.Length == 0) && (to is not null || _to.Length == 0);
        PickedTime picked = PickedTime.Between(from, to);
        _fault = !isRead ? "That is no date and time."
            : from is null && (NeedsStart || to is null) ? "Give the start."
            : picked.Fault;
        if (_fault.Length == 0)
        {
            await ValueChanged.InvokeAsync(picked);
        }
    }

    private string Text(DateTimeOffset instant) => Clock.ToLocal(instant).ToString(Format, CultureInfo.InvariantCulture);

    private DateTimeOffset? Read(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) && local.Year is >= 1970 and < 9999
            ? Clock.FromLocal(local)
            : null;
}
