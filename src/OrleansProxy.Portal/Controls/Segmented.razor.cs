using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A row of buttons of which one is chosen.</summary>
public sealed partial class Segmented
{
    /// <summary>What is chosen, for those who do not see the page.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>The values to choose from.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>The value chosen.</summary>
    [Parameter] public string Value { get; set; } = "";

    /// <summary>Raised with the new value.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    /// <summary>The start of the name by which tests find each button.</summary>
    [Parameter] public string? TestId { get; set; }
}
