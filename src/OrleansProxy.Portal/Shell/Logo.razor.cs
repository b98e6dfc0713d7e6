using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Shell;

/// <summary>The product's mark: a line that passes through a gate.</summary>
public sealed partial class Logo
{
    /// <summary>Width and height in CSS pixels.</summary>
    [Parameter] public int Size { get; set; } = 32;
}
