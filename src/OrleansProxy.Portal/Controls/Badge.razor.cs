using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A word in the colour of its meaning.</summary>
public sealed partial class Badge
{
    /// <summary>The word.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <summary>The colour's meaning: neutral, allow, block, limit, cache, fail.</summary>
    [Parameter] public string Tone { get; set; } = "neutral";
}
