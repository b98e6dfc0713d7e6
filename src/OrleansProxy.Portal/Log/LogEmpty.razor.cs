using Microsoft.AspNetCore.Components;

namespace OrleansProxy.Portal.Log;

/// <summary>What stands in place of rows: why there are none, and which filter to take away.</summary>
public sealed partial class LogEmpty
{
    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public LogQuery Query { get; set; } = default!;

    /// <summary>The filters that keep everything out.</summary>
    [Parameter] public IReadOnlyList<LogChip> Culprits { get; set; } = [];

    /// <summary>Whether this is an older page.</summary>
    [Parameter] public bool IsPast { get; set; }
}
