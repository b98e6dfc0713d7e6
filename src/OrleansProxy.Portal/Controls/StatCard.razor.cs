using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>One figure that leads to the requests behind it.</summary>
public sealed partial class StatCard
{
    /// <summary>What is counted.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>The figure, formatted.</summary>
    [Parameter, EditorRequired] public string Value { get; set; } = "";

    /// <summary>A second figure beneath it, such as a share.</summary>
    [Parameter] public string Note { get; set; } = "";

    /// <summary>The page that lists what is counted.</summary>
    [Parameter, EditorRequired] public string Href { get; set; } = "";

    /// <summary>The colour's meaning: neutral, block, limit, cache, allow.</summary>
    [Parameter] public string Tone { get; set; } = "neutral";

    /// <summary>The icon before the label.</summary>
    [Parameter] public string Icon { get; set; } = "globe";

    /// <summary>The name by which tests find the card.</summary>
    [Parameter] public string? TestId { get; set; }
}
