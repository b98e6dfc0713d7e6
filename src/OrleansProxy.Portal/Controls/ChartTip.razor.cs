using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>The figures of a bar under the pointer.</summary>
public sealed partial class ChartTip
{
    /// <summary>The bar.</summary>
    [Parameter, EditorRequired] public ChartBar Bar { get; set; } = default!;
}
