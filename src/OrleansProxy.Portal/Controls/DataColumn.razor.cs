using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A column of a DataTable.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
public sealed partial class DataColumn<TItem>
    where TItem : class
{
    /// <summary>The header.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The width as CSS says it; none shares what is left.</summary>
    [Parameter] public string? Width { get; set; }

    /// <summary>CSS classes of header and cells.</summary>
    [Parameter] public string Class { get; set; } = "";

    /// <summary>What a cell shows.</summary>
    [Parameter, EditorRequired] public RenderFragment<TItem> ChildContent { get; set; } = default!;
}
