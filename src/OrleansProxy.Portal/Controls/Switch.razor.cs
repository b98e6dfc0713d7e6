using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>Something that is on or off.</summary>
public sealed partial class Switch
{
    /// <summary>What is on or off.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Whether the label is also seen.</summary>
    [Parameter] public bool ShowLabel { get; set; }

    /// <summary>Whether it is on.</summary>
    [Parameter] public bool Value { get; set; }

    /// <summary>Whether it cannot be changed.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Raised with the new value.</summary>
    [Parameter] public EventCallback<bool> ValueChanged { get; set; }

    /// <summary>The name by which tests find it.</summary>
    [Parameter] public string? TestId { get; set; }

    private Task ChangeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value is true);
}
