using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A titled part of a page.</summary>
public sealed partial class Panel
{
    /// <summary>The title.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>What stands at the end of the title's line.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>The content.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>More CSS classes.</summary>
    [Parameter] public string Class { get; set; } = "";

    /// <summary>The name by which tests find it.</summary>
    [Parameter] public string? TestId { get; set; }
}
