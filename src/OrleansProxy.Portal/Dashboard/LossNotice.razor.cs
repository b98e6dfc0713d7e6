using Microsoft.AspNetCore.Components;
using OrleansProxy.Traffic.Counters;

namespace OrleansProxy.Portal.Dashboard;

/// <summary>Says what of the traffic is not being kept, or was not; nothing where all is well.</summary>
public sealed partial class LossNotice
{
    /// <summary>What the proxy counts.</summary>
    [Parameter, EditorRequired] public CountersSnapshot Counters { get; set; } = default!;
}
