using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A line icon in the colour of its text. It says nothing by itself: a label stands beside or around it.</summary>
public sealed partial class Icon
{
    /// <summary>One of the names in IconShapes.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";
}
