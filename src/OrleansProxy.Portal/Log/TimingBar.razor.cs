using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>Where the time of a request went.</summary>
public sealed partial class TimingBar
{
    private IReadOnlyList<TimingPart> _parts = [];

    /// <summary>The request.</summary>
    [Parameter, EditorRequired] public TrafficRecord Record { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnParametersSet() => _parts = TimingPart.Of(Record);

    private string Width(TimingPart part) => string.Create(
        CultureInfo.InvariantCulture, $"width:{100 * part.Length / (Record.Duration > TimeSpan.Zero ? Record.Duration : TimeSpan.FromTicks(1)):0.##}%");
}
