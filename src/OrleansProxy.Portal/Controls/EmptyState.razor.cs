using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>What stands where nothing is to be shown yet: what is missing, and what to do about it.</summary>
public sealed partial class EmptyState
{
    /// <summary>What is missing, in a few words.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The icon above it.</summary>
    [Parameter] public string Icon { get; set; } = "info";

    /// <summary>What to do about it.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
