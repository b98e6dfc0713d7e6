using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Controls;

/// <summary>A ranking, each line with a bar of its share of the first.</summary>
public sealed partial class RankedList
{
    /// <summary>The lines, the greatest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<RankedItem> Items { get; set; } = [];

    /// <summary>What is ranked.</summary>
    [Parameter, EditorRequired] public string NameHeader { get; set; } = "";

    /// <summary>What it is ranked by.</summary>
    [Parameter] public string AmountHeader { get; set; } = "Requests";

    /// <summary>What the second figure is.</summary>
    [Parameter] public string NoteHeader { get; set; } = "";

    /// <summary>What stands there when there is nothing to rank.</summary>
    [Parameter] public string EmptyTitle { get; set; } = "Nothing yet";

    /// <summary>The icon above it.</summary>
    [Parameter] public string EmptyIcon { get; set; } = "globe";

    /// <summary>The colour's meaning: allow, block, cache.</summary>
    [Parameter] public string Tone { get; set; } = "allow";

    private string BarWidth(RankedItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"width:{100 * item.Amount / Math.Max(1, Items.Max(other => other.Amount)):0.#}%");
}
