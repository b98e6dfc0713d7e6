using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A drop-down list; the browser's own, which is the best one on a phone and for a keyboard.</summary>
public sealed partial class SelectBox
{
    /// <summary>What is chosen, for those who do not see the page.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>The values to choose from.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<Choice> Choices { get; set; } = [];

    /// <summary>The value chosen.</summary>
    [Parameter] public string Value { get; set; } = "";

    /// <summary>Raised with the new value.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    /// <summary>The name by which tests find it.</summary>
    [Parameter] public string? TestId { get; set; }

    private Task ChangeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value as string ?? "");
}
