using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>Something that is on or off.</summary>
public sealed partial class Switch
{
    private int _refusals;

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

    private async Task ChangeAsync(ChangeEventArgs change)
    {
        bool wanted = change.Value is true;
        await ValueChanged.InvokeAsync(wanted);
        if (Value != wanted)
        {
            _refusals++; // The browser has moved it by itself; a new one shows what really is.
        }
    }
}
